import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { toJson } from '@tenbin/contracts';
import type { Origin } from '../checkpoint/checkpoint.ts';
import { bytesOf } from '../checkpoint/file-format.ts';

/** How a book begins: magic, version of the format, losses a page, SHA-256 of the training's origin; little-endian. */
const magic = Buffer.from('TENBINLB');
const version = 1;
const originBytes = 32;
export const coverBytes = magic.length + 8 + originBytes;

/** Losses a page, as the cover of a book says it; 0 when it is too short to have one. */
export function imagesOn(cover: Buffer): number {
  return cover.length < coverBytes ? 0 : cover.readUInt32LE(magic.length + 4);
}

/** How a page begins: its epoch and the CRC-32 of the losses that follow. */
const pageHeadBytes = 8;

export function coverOf(origin: Origin, images: number): Buffer {
  const cover = Buffer.alloc(coverBytes);
  magic.copy(cover);
  cover.writeUInt32LE(version, magic.length);
  cover.writeUInt32LE(images, magic.length + 4);
  createHash('sha256')
    .update(JSON.stringify(toJson(origin)))
    .digest()
    .copy(cover, magic.length + 8);
  return cover;
}

/** Bytes of a page of `images` losses. */
export function pageBytes(images: number): number {
  return pageHeadBytes + images * Float32Array.BYTES_PER_ELEMENT;
}

export function pageOf(epoch: number, losses: Float32Array): Buffer {
  const page = Buffer.alloc(pageBytes(losses.length));
  page.writeUInt32LE(epoch, 0);
  page.writeUInt32LE(crc32(bytesOf(losses)), 4);
  page.set(bytesOf(losses), pageHeadBytes);
  return page;
}

/** The losses of a page; null when it is cut, was not written whole, or is of another epoch. */
export function lossesOn(page: Buffer, epoch: number, images: number): Float32Array | null {
  if (page.length !== pageBytes(images) || page.readUInt32LE(0) !== epoch) return null;
  const losses = new Float32Array(images);
  bytesOf(losses).set(page.subarray(pageHeadBytes));
  return crc32(bytesOf(losses)) === page.readUInt32LE(4) ? losses : null;
}
