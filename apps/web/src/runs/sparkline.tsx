import type { Points, RunCurves } from './curves.ts';

interface SparklineProps {
  curves: RunCurves | undefined;
  /** Colour of val_loss. */
  color: string;
  /** Epochs that the whole width stands for. */
  epochs: number;
  /** The loss at the top edge: the same for a whole column. */
  top: number;
  bestEpoch: number | null;
  width?: number;
  height?: number;
}

/** loss thin and grey, val_loss in the run's colour, a dot at the best epoch. */
export function Sparkline({
  curves,
  color,
  epochs,
  top,
  bestEpoch,
  width = 72,
  height = 24,
}: SparklineProps) {
  const x = (step: number) => 1.5 + (epochs > 1 ? (step - 1) / (epochs - 1) : 0.5) * (width - 3);
  const y = (value: number) => 1.5 + (1 - Math.min(value, top) / top) * (height - 3);
  const best = curves && bestEpoch !== null ? valueNear(curves.val_loss, bestEpoch) : null;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block overflow-visible"
      aria-hidden
    >
      {curves && (
        <>
          <path d={pathOf(curves.loss, x, y)} fill="none" stroke="var(--train)" />
          <path
            d={pathOf(curves.val_loss, x, y)}
            fill="none"
            stroke={color}
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
        </>
      )}
      {best !== null && bestEpoch !== null && (
        <circle cx={x(bestEpoch)} cy={y(best)} r="2" fill={color} stroke="var(--surface)" />
      )}
    </svg>
  );
}

/** A scale that suits most of a column: two and a half times its median best val_loss. */
export function sparklineTop(bestLosses: readonly number[]): number {
  const sorted = bestLosses.filter((value) => Number.isFinite(value) && value > 0).toSorted((a, b) => a - b);
  return 2.5 * (sorted[Math.floor(sorted.length / 2)] ?? 0.4);
}

/** An SVG path over the finite points; it starts anew after a gap. */
function pathOf(
  { steps, values }: Points,
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  let pen = 'M';
  return steps
    .map((step, index) => {
      const value = values[index] ?? NaN;
      if (!Number.isFinite(value)) {
        pen = 'M';
        return '';
      }
      const part = `${pen}${x(step).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
      return part;
    })
    .join('');
}

function valueNear({ steps, values }: Points, step: number): number | null {
  const index = steps.findIndex((each) => each >= step);
  const value = values[index];
  return value !== undefined && Number.isFinite(value) ? value : null;
}
