import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { ImageContent, LabelledImage, RawImage } from './sources/source.ts';

const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff']);

export interface Decoded {
  /** `[height, width, channels]`, 0–255. */
  pixels: Uint8Array;
  /** Smaller side of the image before it was scaled, in pixels. */
  side: number;
}

/** No picture of a data set is larger; a file that says so is a mistake or a trap. */
const largestFile = 256 * 2 ** 20;

/** @throws Error with a reason for people when the file is too large to be a picture */
export async function readImage(image: LabelledImage): Promise<ImageContent> {
  if (image.size > largestFile) throw new Error('the file is larger than 256 MiB');
  return image.read();
}

/**
 * The pixels of an image as `[height, width, channels]`, 0–255, sRGB (or grey for one channel). It is turned as its
 * EXIF says, what is transparent becomes white, and it is scaled with its proportions kept until it covers the shape,
 * centred: a border that a "contain" would add is no part of the picture, and tells the network its proportions
 * instead.
 * @throws Error with a reason for people when the file is cut, fake, empty or of another format
 */
export async function decodeImage(
  content: ImageContent,
  [height, width, channels]: [number, number, number],
): Promise<Decoded> {
  if ('pixels' in content && fits(content, [height, width, channels])) return unscaled(content, channels);
  const side = await nativeSide(content);
  const { data, info } = await open(content)
    .autoOrient()
    .flatten({ background: 'white' })
    .resize(width, height, { fit: 'cover', position: 'centre' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== channels) throw new Error(`it has ${info.channels} channels instead of ${channels}`);
  return { pixels: new Uint8Array(data), side };
}

/**
 * The smaller side of an image in pixels, from its header.
 * @throws Error with a reason for people when it is empty or of another format
 */
export async function nativeSide(content: ImageContent): Promise<number> {
  if ('pixels' in content) return Math.min(content.shape[0], content.shape[1]);
  if (content.length === 0) throw new Error('the file is empty');
  const { format, width, height } = await open(content).metadata();
  if (!formats.has(format)) throw new Error(`${format} is not read; JPEG, PNG and WebP are`);
  return Math.min(width, height);
}

function open(content: ImageContent): Sharp {
  if (!('pixels' in content)) return sharp(content, { failOn: 'truncated', sequentialRead: true });
  const { pixels, shape } = content;
  const channels = shape[2] === 1 ? 1 : 3;
  return sharp(pixels, { raw: { height: shape[0], width: shape[1], channels } });
}

/** Whether pixels need no more than their grey copied into each channel. */
function fits({ shape }: RawImage, [height, width, channels]: [number, number, number]): boolean {
  return shape[0] === height && shape[1] === width && (shape[2] === channels || shape[2] === 1);
}

/** What sharp would make of pixels that have the size already, without the way through it. */
function unscaled({ pixels, shape }: RawImage, channels: number): Decoded {
  const side = Math.min(shape[0], shape[1]);
  if (shape[2] === channels) return { pixels: Uint8Array.from(pixels), side };
  const copied = new Uint8Array(pixels.length * channels);
  pixels.forEach((value, at) => copied.fill(value, at * channels, (at + 1) * channels));
  return { pixels: copied, side };
}
