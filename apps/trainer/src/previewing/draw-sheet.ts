import sharp from 'sharp';

/** A picture of one channel or three, row by row, `[height, width, channels]`. */
type Shape = [number, number, number];

/** Pixels a side that a picture has at least, so that people see something of small ones. */
const smallestSide = 96;
/** Pixels between two pictures; more behind the first column, which shows the originals. */
const [gap, wideGap] = [4, 16];

/**
 * One PNG of rows of pictures of the same shape, `[height, width, channels]`, the first column set apart. Small pictures
 * are enlarged by a whole number, each pixel a square: what is drawn is what the network sees.
 */
export async function drawSheet(rows: Uint8Array[][], [height, width, channels]: Shape): Promise<Buffer> {
  if (channels !== 1 && channels !== 3)
    throw new RangeError(`pictures of ${channels} channels are not drawn`);
  const scale = Math.ceil(smallestSide / Math.max(height, width));
  const [cellHeight, cellWidth] = [height * scale, width * scale];
  const columns = Math.max(...rows.map((row) => row.length));
  const leftOf = (column: number) => gap + column * (cellWidth + gap) + (column > 0 ? wideGap - gap : 0);
  const topOf = (row: number) => gap + row * (cellHeight + gap);
  const places = rows.flatMap((row, y) =>
    row.map((pixels, x) => ({ pixels, left: leftOf(x), top: topOf(y) })),
  );
  const layers = places.map(async ({ pixels, left, top }) => ({
    input: await sharp(pixels, { raw: { width, height, channels } })
      .resize(cellWidth, cellHeight, { kernel: 'nearest' })
      .png()
      .toBuffer(),
    left,
    top,
  }));
  return sharp({
    create: { width: leftOf(columns), height: topOf(rows.length), channels: 3, background: 'white' },
  })
    .composite(await Promise.all(layers))
    .removeAlpha()
    .png()
    .toBuffer();
}
