import type { BlobStore } from '@tenbin/contracts';

/** Files by name, with what is in them: bytes, or text, which becomes UTF-8. */
export type FileContents = Readonly<Record<string, Uint8Array | string>>;

/** Files as they were kept. */
export interface Kept {
  manifest: string;
  bytes: number;
  files: number;
}

/** How a run keeps files until they are delivered. */
export interface FileKeeper {
  /** Where their chunks wait. */
  store: BlobStore;
  /** @param source where the platform has paths, also one of a file or folder */
  keep(source: string | FileContents): Promise<Kept>;
}

/** Pixels in rows from the top left: one (grey), three (RGB) or four (RGBA) bytes each. */
export interface Pixels {
  data: Uint8Array | Uint8ClampedArray;
  width: number;
  height: number;
}

/** Encodes pixels as PNG. */
export type PngEncoder = (pixels: Pixels) => Promise<Uint8Array>;
