import sharp from 'sharp';

/** Pixels a side that a picture for people has at the most. */
const largestSide = 96;

/**
 * An image as people look at it: a PNG as a data URL, 96 pixels a side at most, smaller images as they are.
 * @param pixels `[height, width, channels]`, 0–255
 */
export async function pictureOf(
  pixels: Uint8Array,
  [height, width, channels]: [number, number, number],
): Promise<string> {
  if (channels !== 1 && channels !== 3)
    throw new RangeError(`a picture of ${channels} channels is not shown`);
  const png = await sharp(pixels, { raw: { width, height, channels } })
    .resize(largestSide, largestSide, { fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer();
  return `data:image/png;base64,${png.toString('base64')}`;
}
