import type { Padding } from '@tenbin/contracts';

/** `[[top, bottom], [left, right]]` */
export type Border = [[number, number], [number, number]];

export interface Window {
  /** `[height, width]` */
  size: [number, number];
  /** `[height, width]` */
  strides: [number, number];
  padding: Padding;
}

/**
 * Height and width after a window has moved over a feature map, as Keras reckons: `same` rounds up, `valid` leaves
 * out what the last window does not cover.
 * @throws RangeError when the window does not fit, or a stride is longer than the map
 */
export function windowed(layer: string, sides: [number, number], window: Window): [number, number] {
  const after = (axis: 0 | 1): number => {
    const [side, size, stride] = [sides[axis], window.size[axis], window.strides[axis]];
    if (window.padding === 'same') return Math.ceil(fitsIn(layer, side, stride) / stride);
    return Math.floor((fitsIn(layer, side, Math.max(size, stride)) - size) / stride) + 1;
  };
  return [after(0), after(1)];
}

/** Height and width with a border around them. */
export function padded([height, width]: [number, number], [rows, columns]: Border): [number, number] {
  return [height + rows[0] + rows[1], width + columns[0] + columns[1]];
}

/**
 * The border before a 3 × 3 window of stride 2 without padding, so that it sees every pixel: Keras's `correct_pad`.
 * @throws RangeError when there is nothing to halve
 */
export function borderBeforeHalving(layer: string, [height, width]: [number, number]): Border {
  const around = (side: number): [number, number] => [fitsIn(layer, side, 2) % 2, 1];
  return [around(height), around(width)];
}

/**
 * `side`, when it is `least` or more.
 * @throws RangeError
 */
export function fitsIn(layer: string, side: number, least: number): number {
  if (Number.isInteger(side) && side >= least) return side;
  throw new RangeError(`${layer} needs ${least} pixels a side and gets ${side}`);
}

/** Numbers in an array of that shape. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
