import type { GeneralisationAt } from '@tenbin/contracts';
import { count, counted, metric, rate } from '../../../format/number.ts';

type Bin = GeneralisationAt['reliability'][number];

const size = { width: 460, height: 270, left: 34, right: 8, top: 8, bottom: 74 };
const plot = {
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
};
/** px, of the counts below. */
const strip = 34;
/** A bin of fewer images says little of its accuracy. */
const few = 10;

const x = (share: number) => size.left + share * plot.width;
const y = (share: number) => size.top + (1 - share) * plot.height;

/**
 * Accuracy, the ink line of each bin, by confidence: on the diagonal they agree, and the orange part lies between them.
 * Below, how many images each bin has.
 */
export function ReliabilityDiagram({ bins }: { bins: readonly Bin[] }) {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const floor = size.height - 18;
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={sentenceOf(bins)}
      className="mx-auto block w-full max-w-140"
    >
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line
            x1={x(0)}
            x2={x(1)}
            y1={y(share)}
            y2={y(share)}
            stroke={share === 0 ? 'var(--line-2)' : 'var(--grid)'}
          />
          <text x={x(0) - 6} y={y(share) + 4} textAnchor="end" fontSize="11" fill="var(--axis)">
            {share}
          </text>
        </g>
      ))}
      {bins.map((bin, index) => {
        const [from, to] = [index / bins.length, (index + 1) / bins.length];
        return (
          <g key={from}>
            <title>{titleOf(bin, from, to)}</title>
            {bin.count > 0 && <BinBars bin={bin} from={from} to={to} />}
            <rect
              x={x(from) + 1.5}
              width={x(to) - x(from) - 3}
              y={floor - (strip * bin.count) / most}
              height={(strip * bin.count) / most}
              fill="var(--train)"
              opacity="0.6"
            />
            {/* The target of the pointer: the whole column. */}
            <rect
              x={x(from)}
              width={x(to) - x(from)}
              y={size.top}
              height={floor - size.top}
              fill="transparent"
            />
          </g>
        );
      })}
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke="var(--text-3)" strokeDasharray="4 4" />
      <line x1={x(0)} x2={x(1)} y1={floor} y2={floor} stroke="var(--line-2)" />
      {[0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => (
        <text
          key={share}
          x={x(share)}
          y={size.height - 4}
          textAnchor="middle"
          fontSize="11"
          fill="var(--axis)"
        >
          {share}
        </text>
      ))}
      <text x={x(0)} y={y(0) + 16} fontSize="11" fill="var(--axis)">
        images by confidence, {count(most)} at most
      </text>
      <text x={x(0.02)} y={y(0.98) + 8} fontSize="11" fill="var(--axis)">
        accuracy
      </text>
    </svg>
  );
}

/** The accuracy of a bin, and its distance from the confidence. */
function BinBars({
  bin: { count: images, accuracy, confidence },
  from,
  to,
}: {
  bin: Bin;
  from: number;
  to: number;
}) {
  const at = { x: x(from) + 1.5, width: x(to) - x(from) - 3 };
  const opacity = images < few ? 0.4 : 1;
  const [low, high] = [Math.min(accuracy, confidence), Math.max(accuracy, confidence)];
  return (
    <g opacity={opacity}>
      <rect {...at} y={y(low)} height={y(0) - y(low)} fill="var(--accent)" opacity="0.7" />
      <rect {...at} y={y(high)} height={y(low) - y(high)} fill="var(--overfitting)" opacity="0.35" />
      <rect {...at} y={y(accuracy) - 1} height="2" fill="var(--text)" />
    </g>
  );
}

function titleOf({ count: images, accuracy, confidence }: Bin, from: number, to: number): string {
  const range = `confidence ${from.toFixed(1)}–${to.toFixed(1)}: ${counted(images, 'image')}`;
  return images === 0 ? range : `${range}, ${rate(accuracy)} right, mean confidence ${metric(confidence, 3)}`;
}

function sentenceOf(bins: readonly Bin[]): string {
  const parts = bins.flatMap((bin, index) =>
    bin.count === 0 ? [] : [titleOf(bin, index / bins.length, (index + 1) / bins.length)],
  );
  return `Reliability diagram, accuracy by confidence. ${parts.join('; ')}.`;
}
