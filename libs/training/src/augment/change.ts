/**
 * Everything that is done to one image, gathered before a byte is touched: all geometry is one matrix and so one
 * resampling, all colour is one pass. Reused from image to image.
 */
export interface Change {
  /** `[height, width, channels]` */
  readonly shape: readonly [number, number, number];
  /**
   * 3 × 3, row by row: leads homogeneous places of the new picture to places of the old one. Places are in pixels from
   * the centre, x to the right, y down.
   */
  readonly toSource: Float64Array;
  /** Factor of each byte. */
  gain: number;
  /** Added to each byte after `gain`. */
  lift: number;
  /** Factor of each pixel's distance from its grey. */
  saturation: number;
  /** Standard deviation of what is added to each byte at random. */
  noise: number;
  /** Decides the noise; 32 bits. */
  noiseSeed: number;
  /** The square that is greyed out: its first row and column, which may lie outside, and its side; all in pixels. */
  top: number;
  left: number;
  side: number;
}

/** A change that leaves every byte as it is. */
export function noChange(shape: readonly [number, number, number]): Change {
  const toSource = new Float64Array(9);
  const colour = { gain: 1, lift: 0, saturation: 1, noise: 0, noiseSeed: 0 };
  const change = { shape, toSource, ...colour, top: 0, left: 0, side: 0 };
  clear(change);
  return change;
}

/** Makes it a change that leaves every byte as it is. */
export function clear(change: Change): void {
  change.toSource.set(identity);
  change.gain = 1;
  change.lift = 0;
  change.saturation = 1;
  change.noise = 0;
  change.side = 0;
}

/**
 * Lets the picture go through one more move after those that it went through. The move is given by its inverse, the
 * first two rows of an affine matrix: where in the picture so far each place of the moved picture is found.
 */
export function move(change: Change, rows: [number, number, number, number, number, number]): void {
  const matrix = change.toSource;
  const [a, b, c, d, e, f] = rows;
  for (let row = 0; row < 9; row += 3) {
    const [first = 0, second = 0, third = 0] = [matrix[row], matrix[row + 1], matrix[row + 2]];
    matrix[row] = first * a + second * d;
    matrix[row + 1] = first * b + second * e;
    matrix[row + 2] = first * c + second * f + third;
  }
}

/** Lets the picture be seen in perspective: divides each place (x, y) of the new picture by 1 + `slantX`·x + `slantY`·y. */
export function view(change: Change, slantX: number, slantY: number): void {
  const matrix = change.toSource;
  for (let row = 0; row < 9; row += 3) {
    const third = matrix[row + 2] ?? 0;
    matrix[row] = (matrix[row] ?? 0) + third * slantX;
    matrix[row + 1] = (matrix[row + 1] ?? 0) + third * slantY;
  }
}

/** Whether the geometry leaves every pixel where it is. */
export function staysInPlace({ toSource }: Change): boolean {
  return toSource.every((value, at) => value === identity[at]);
}

const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];
