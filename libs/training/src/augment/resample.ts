import type { Change } from './change.ts';

/**
 * Writes the image at byte `from` of `source`, moved by the matrix of `change`, to byte `at` of `target`. Between pixels
 * it is bilinear, in steps of 1/256 of a pixel: moves by whole pixels and quarter turns are exact. Beyond its edges the
 * image is mirrored (d c b a | a b c d | d c b a), as in Keras: a border of one colour, or streaks of the last pixels,
 * would be an edge that no photo has and that a network learns.
 */
export function resample(
  source: Uint8Array,
  target: Uint8Array,
  { from, at, change }: { from: number; at: number; change: Change },
): void {
  const [height, width, channels] = change.shape;
  const matrix = change.toSource;
  const [a = 1, b = 0, c = 0] = [matrix[0], matrix[1], matrix[2]];
  const [d = 0, e = 1, f = 0] = [matrix[3], matrix[4], matrix[5]];
  const [g = 0, h = 0] = [matrix[6], matrix[7]];
  const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2];
  const [lastX, lastY] = [width - 1, height - 1];
  const isFlat = g === 0 && h === 0;
  const stride = width * channels;
  let to = at;
  // One declaration a line and no destructuring from here on: this is the loop that all time goes into.
  for (let row = 0; row < height; row += 1) {
    const y = row - centreY;
    const rowX = b * y + c;
    const rowY = e * y + f;
    const rowScale = h * y + 1;
    for (let column = 0; column < width; column += 1) {
      const x = column - centreX;
      const scale = isFlat ? 256 : 256 / (g * x + rowScale);
      const placeX = ((a * x + rowX) * scale + centreX * 256 + bias) | 0;
      const placeY = ((d * x + rowY) * scale + centreY * 256 + bias) | 0;
      const right = placeX & 255;
      const lower = placeY & 255;
      let left = (placeX >> 8) - biasPixels;
      let top = (placeY >> 8) - biasPixels;
      let across = channels;
      let down = stride;
      if (left < 0 || left >= lastX) {
        across = (mirrored(left + 1, width) - mirrored(left, width)) * channels;
        left = mirrored(left, width);
      }
      if (top < 0 || top >= lastY) {
        down = (mirrored(top + 1, height) - mirrored(top, height)) * stride;
        top = mirrored(top, height);
      }
      let upper = from + top * stride + left * channels;
      const end = to + channels;
      if ((right | lower) === 0) {
        for (; to < end; to += 1) target[to] = source[upper++] ?? 0;
        continue;
      }
      for (; to < end; to += 1) {
        const under = upper + down;
        const first = source[upper] ?? 0;
        const second = source[under] ?? 0;
        const high = (first << 8) + ((source[upper + across] ?? 0) - first) * right;
        const low = (second << 8) + ((source[under + across] ?? 0) - second) * right;
        target[to] = ((high << 8) + (low - high) * lower + 32_768) >> 16;
        upper += 1;
      }
    }
  }
}

/** Keeps places above 0, where dropping the fraction rounds down; the half makes that a rounding to the nearest. */
const biasPixels = 2 ** 21;
const bias = biasPixels * 256 + 0.5;

/** The pixel that a place beyond the edges shows, `size` pixels from edge to edge. */
function mirrored(place: number, size: number): number {
  const period = 2 * size;
  const within = ((place % period) + period) % period;
  return within < size ? within : period - 1 - within;
}
