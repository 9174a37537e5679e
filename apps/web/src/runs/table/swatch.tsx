import { cssColour } from '../run-colours.ts';
import type { Paint } from '../run-colours.ts';

/** A run's colour: full while it is shown, a ring while it is not, cut in two when its line is dashed. */
export function RunSwatch({ paint, size = 10 }: { paint: Paint | undefined; size?: number }) {
  const color = cssColour(paint);
  const stripes = `repeating-linear-gradient(90deg, ${color} 0 4px, transparent 4px 6px)`;
  return (
    <span
      aria-hidden
      className="inline-block shrink-0 rounded-[3px]"
      style={{
        width: size,
        height: size,
        background: paint ? (paint.dashed ? stripes : color) : 'transparent',
        boxShadow: paint ? 'none' : `inset 0 0 0 1.5px ${color}`,
      }}
    />
  );
}
