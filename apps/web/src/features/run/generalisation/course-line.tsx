interface CourseLineProps {
  /** Mean loss at each epoch, `losses[0]` at epoch 1. */
  losses: readonly number[];
  epochs: number;
  /** The loss at the top edge: the same for all classes. */
  top: number;
  bestEpoch: number;
  onsetEpoch: number | null;
}

/** In the units of the drawing, which is as wide as its cell. */
const width = 400;
const height = 40;

/** The course of one class: its loss, a tick at its best epoch, a wash from its onset on. */
export function CourseLine({ losses, epochs, top, bestEpoch, onsetEpoch }: CourseLineProps) {
  const x = (epoch: number) => 2 + (epochs > 1 ? (epoch - 1) / (epochs - 1) : 0.5) * (width - 4);
  const y = (value: number) => 2 + (1 - Math.min(value, top) / top) * (height - 4);
  const points = losses.flatMap((value, index) =>
    Number.isFinite(value) ? [`${x(index + 1).toFixed(1)},${y(value).toFixed(1)}`] : [],
  );
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="block h-10 w-full min-w-40"
      aria-hidden
    >
      {onsetEpoch !== null && (
        <rect x={x(onsetEpoch)} y="0" width={width - x(onsetEpoch)} height={height} fill="var(--region)" />
      )}
      <line
        x1={x(bestEpoch)}
        x2={x(bestEpoch)}
        y1="0"
        y2={height}
        stroke="var(--text-3)"
        strokeDasharray="3 3"
        vectorEffect="non-scaling-stroke"
      />
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke={onsetEpoch === null ? 'var(--accent)' : 'var(--overfitting)'}
        strokeWidth="1.75"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
