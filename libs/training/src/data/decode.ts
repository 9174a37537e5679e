import sharp from 'sharp';

const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff']);

/**
 * The pixels of an image file as `[height, width, channels]`, 0–255, sRGB (or grey for one channel). It is turned
 * as its EXIF says, what is transparent becomes white, and it is scaled with its proportions kept until it covers
 * the shape, centred: a border that a "contain" would add is no part of the picture, and tells the network its
 * proportions instead.
 * @throws Error with a reason for people when the file is cut, fake, empty or of another format
 */
export async function decodeImage(
  file: Buffer,
  [height, width, channels]: [number, number, number],
): Promise<Uint8Array> {
  if (file.length === 0) throw new Error('the file is empty');
  const image = sharp(file, { failOn: 'truncated', sequentialRead: true });
  const { format } = await image.metadata();
  if (!formats.has(format)) throw new Error(`${format} is not read; JPEG, PNG and WebP are`);
  const { data, info } = await image
    .autoOrient()
    .flatten({ background: 'white' })
    .resize(width, height, { fit: 'cover', position: 'centre' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== channels) throw new Error(`it has ${info.channels} channels instead of ${channels}`);
  return new Uint8Array(data);
}
