/** Weights of red, green and blue in what the eye takes for brightness (ITU-R BT.601). */
const luma = [0.299, 0.587, 0.114];

/**
 * Variance of the Laplacian of the brightness (Pech-Pacheco et al., 2000), the 4-neighbour kernel inside the border:
 * edges make it large, blur takes them away.
 * @param pixels `[height, width, channels]`, 0–255
 */
export function sharpnessOf(pixels: Uint8Array, [height, width, channels]: [number, number, number]): number {
  const grey = new Float32Array(height * width);
  for (let at = 0; at < grey.length; at += 1) {
    let value = pixels[at * channels] ?? 0;
    if (channels === 3) {
      value = 0;
      for (let channel = 0; channel < 3; channel += 1)
        value += (luma[channel] ?? 0) * (pixels[at * 3 + channel] ?? 0);
    }
    grey[at] = value;
  }
  let [sum, squares] = [0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const across = (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0);
      const along = (grey[at - width] ?? 0) + (grey[at + width] ?? 0);
      const value = across + along - 4 * (grey[at] ?? 0);
      sum += value;
      squares += value * value;
    }
  }
  const count = Math.max(1, (height - 2) * (width - 2));
  return squares / count - (sum / count) ** 2;
}

/** Standard deviation of all values of an image, 0–127.5. */
export function deviationOf(pixels: Uint8Array): number {
  let [sum, squares] = [0, 0];
  for (let at = 0; at < pixels.length; at += 1) {
    const value = pixels[at] ?? 0;
    sum += value;
    squares += value * value;
  }
  const count = Math.max(1, pixels.length);
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}
