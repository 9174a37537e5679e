import { createReadStream } from 'node:fs';

/** Why a file's records end before the file does, or a record is left out. */
export type Damage = 'torn' | 'checksum' | 'framing';

const headerBytes = 12;
const footerBytes = 4;

/** Reversed polynomial of CRC-32C (Castagnoli), as TFRecord uses it. */
const polynomial = 0x82f63b78;
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  return crc;
});

/**
 * The records of a TFRecord file: length (uint64), its masked CRC-32C, the data, and theirs, little-endian
 * (tensorflow/core/lib/io/record_writer.h). What is damaged is told and left out; `torn`, an unfinished last
 * record, is how a file looks while a training writes it.
 */
export async function* recordsIn(
  file: string,
  { stop, damaged }: { stop: AbortSignal; damaged: (damage: Damage, at: number) => void },
): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<Buffer> = createReadStream(file, { signal: stop });
  let pending: Buffer[] = [];
  let held = 0;
  let wanted = headerBytes;
  let at = 0;
  for await (const chunk of chunks) {
    pending.push(chunk);
    held += chunk.length;
    if (held < wanted) continue;
    let rest = Buffer.concat(pending);
    while (rest.length >= headerBytes) {
      if (maskedCrc(rest.subarray(0, 8)) !== rest.readUInt32LE(8)) {
        damaged('framing', at);
        return;
      }
      const end = headerBytes + Number(rest.readBigUInt64LE(0));
      wanted = end + footerBytes;
      if (rest.length < wanted) break;
      const data = rest.subarray(headerBytes, end);
      if (maskedCrc(data) === rest.readUInt32LE(end)) yield data;
      else damaged('checksum', at);
      at += wanted;
      rest = rest.subarray(wanted);
      wanted = headerBytes;
    }
    pending = [rest];
    held = rest.length;
  }
  if (held > 0) damaged('torn', at);
}

/** CRC-32C as TFRecord stores it: turned by 15 bits and added to a constant. */
export function maskedCrc(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
