import { encode } from 'fast-png';
import type { PngEncoder } from '../session/files.ts';

export const encodePng: PngEncoder = async ({ data, width, height }) => {
  const channels = data.length / (width * height);
  return encode({ data: new Uint8Array(data), width, height, channels, depth: 8 });
};
