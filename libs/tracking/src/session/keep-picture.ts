import { AppError } from '@tenbin/contracts';
import type { RunRecord } from '@tenbin/contracts';
import type { FileKeeper, Pixels, PngEncoder } from './files.ts';
import { sha256 } from './sha256.ts';

type ImageRecord = Extract<RunRecord, { kind: 'image' }>;

/**
 * Stores a picture; pixels become a PNG.
 * @throws AppError `bad_input` when it is none, or of a kind that browsers do not show
 */
export async function keepPicture(
  picture: Pixels | Uint8Array,
  { store }: FileKeeper,
  encodePng: PngEncoder,
): Promise<Pick<ImageRecord, 'blob' | 'mime' | 'width' | 'height'>> {
  const bytes = picture instanceof Uint8Array ? picture : await encodePng(checked(picture));
  const form = formOf(bytes);
  const blob = await sha256(bytes);
  await store.put(blob, bytes);
  return { blob, ...form };
}

function checked(pixels: Pixels): Pixels {
  const { data, width, height } = pixels;
  const channels = data.length / (width * height);
  if (Number.isInteger(width) && Number.isInteger(height) && [1, 3, 4].includes(channels)) return pixels;
  throw notAPicture(`${data.length} bytes are no ${width} × ${height} pixels of 1, 3 or 4 bytes`);
}

/** Kind and size of an encoded picture, by its first bytes. */
function formOf(bytes: Uint8Array): Pick<ImageRecord, 'mime' | 'width' | 'height'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (...first: number[]): boolean => first.every((byte, at) => bytes[at] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47) && bytes.length > 24)
    return { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
  const jpeg = starts(0xff, 0xd8) ? jpegSize(view) : null;
  if (jpeg !== null) return { mime: 'image/jpeg', ...jpeg };
  throw notAPicture('the bytes are no PNG and no JPEG');
}

/** From the frame header (ITU T.81, B.2.2), which stands behind any number of other segments. */
function jpegSize(view: DataView): { width: number; height: number } | null {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function notAPicture(why: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `The picture cannot be kept: ${why}.`,
    hint: 'Give { data, width, height } in rows from the top left, or an encoded PNG or JPEG.',
  });
}
