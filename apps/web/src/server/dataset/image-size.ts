/** Bytes from the start of a file in which its size is looked for. */
export const headBytes = 65_536;

/** Width and height that the start of a PNG, GIF or JPEG file states, in pixels; null for anything else. */
export function imageSize(head: Buffer): [width: number, height: number] | null {
  if (head.length >= 24 && head.toString('latin1', 1, 4) === 'PNG') {
    return [head.readUInt32BE(16), head.readUInt32BE(20)];
  }
  if (head.length >= 10 && head.toString('latin1', 0, 3) === 'GIF') {
    return [head.readUInt16LE(6), head.readUInt16LE(8)];
  }
  return head.length >= 4 && head.readUInt16BE(0) === 0xffd8 ? jpegSize(head) : null;
}

/** JPEG is a row of segments; the one that starts a frame has the size. */
function jpegSize(head: Buffer): [number, number] | null {
  let at = 2;
  while (at + 9 <= head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    const startsFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (startsFrame) return [head.readUInt16BE(at + 7), head.readUInt16BE(at + 5)];
    at += 2 + head.readUInt16BE(at + 2);
  }
  return null;
}
