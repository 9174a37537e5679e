import type { CureOutcome, MeanStd } from '@tenbin/metrics';
import { clsx } from 'clsx';
import { meanStd, metric, missing } from '../format/number.ts';
import { outcomeScale } from './outcome-scale.ts';
import type { OutcomeScale } from './outcome-scale.ts';
import { changeText, inOrder, outcomeName } from './words.ts';

/** Percent of the width within which the figures of two dots would meet. */
const tooNear = 8;

/** val_loss before and after each cure: a dot at the best epoch, a ring at the last, bands of one std. */
export function OutcomeChart({ outcomes }: { outcomes: readonly CureOutcome[] }) {
  const drawn = inOrder(outcomes).filter(({ runs }) => runs > 0);
  const scale = outcomeScale(drawn);
  if (scale === null) return null;
  return (
    <figure>
      <div role="img" aria-label={sentenceOf(drawn)}>
        {drawn.map((outcome) => (
          <Row key={outcome.name} outcome={outcome} scale={scale} />
        ))}
        <div className="grid grid-cols-[120px_minmax(0,1fr)] max-md:grid-cols-1">
          <div className="relative col-start-2 mx-20 h-5 max-md:col-start-1">
            {scale.ticks.map(({ value, label }) => (
              <span
                key={label}
                className="absolute -translate-x-1/2 text-micro text-text-3"
                style={{ left: `${scale.at(value)}%` }}
              >
                {label}
              </span>
            ))}
          </div>
        </div>
      </div>
      <figcaption className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-small text-text-2">
        <span>
          <span aria-hidden>●</span> val_loss at best epoch
        </span>
        <span>
          <span aria-hidden>○</span> at last epoch
        </span>
        <span className="text-text-3">band ± std; a short bar is a run that stayed level</span>
      </figcaption>
    </figure>
  );
}

function Row({ outcome, scale }: { outcome: CureOutcome; scale: OutcomeScale }) {
  const { bestValLoss, lastValLoss, kind } = outcome;
  const before = kind === 'baseline';
  const best = scale.at(bestValLoss.mean);
  const last = scale.at(lastValLoss.mean);
  const near = Math.abs(best - last) < tooNear;
  const drawn = Number.isFinite(bestValLoss.mean) && Number.isFinite(lastValLoss.mean);
  return (
    <div className="grid grid-cols-[120px_minmax(0,1fr)] max-md:grid-cols-1">
      <p className="flex flex-col justify-center pb-2 leading-4 max-md:flex-row max-md:items-baseline max-md:justify-between max-md:pt-1 max-md:pb-0">
        <span className="font-name">{outcomeName(outcome)}</span>
        <span className="text-micro text-text-3">{before ? 'no cure' : changeText(outcome)}</span>
      </p>
      <div className="relative mx-20 h-14">
        {scale.ticks.map(({ value, label }) => (
          <span
            key={label}
            className="absolute inset-y-0 w-px bg-grid"
            style={{ left: `${scale.at(value)}%` }}
          />
        ))}
        {drawn ? (
          <div className={before ? 'text-text-2' : 'text-accent'}>
            <Band value={bestValLoss} scale={scale} />
            <Band value={lastValLoss} scale={scale} />
            <span
              className="absolute top-[17px] h-0.5 bg-current"
              style={{ left: `${Math.min(best, last)}%`, width: `${Math.abs(last - best)}%` }}
            />
            <Dot at={best} className="bg-current" />
            <Dot at={last} className="border-2 border-current bg-surface" />
            <Figure
              at={best}
              value={bestValLoss}
              side={best <= last ? 'left' : 'right'}
              near={near}
              ink="text-text"
            />
            <Figure
              at={last}
              value={lastValLoss}
              side={best <= last ? 'right' : 'left'}
              near={near}
              ink="text-text-2"
            />
          </div>
        ) : (
          <span className="absolute top-2 text-small text-text-3">{missing}</span>
        )}
      </div>
    </div>
  );
}

function Band({ value: { mean, std }, scale }: { value: MeanStd; scale: OutcomeScale }) {
  if (!Number.isFinite(std)) return null;
  const from = scale.at(mean - std);
  return (
    <span
      className="absolute top-[14px] h-2 bg-current opacity-25"
      style={{ left: `${from}%`, width: `${scale.at(mean + std) - from}%` }}
    />
  );
}

function Dot({ at, className }: { at: number; className: string }) {
  return (
    <span
      className={clsx('absolute top-[13px] size-2.5 -translate-x-1/2 rounded-full', className)}
      style={{ left: `${at}%` }}
    />
  );
}

/** The figure below its dot, on the side away from the other one. */
function Figure({
  at,
  value,
  side,
  near,
  ink,
}: {
  at: number;
  value: MeanStd;
  side: 'left' | 'right';
  /** Whether the other one is so near that both have to make room. */
  near: boolean;
  ink: string;
}) {
  const { mean, std } = meanStd(value.mean, value.std);
  const shift = (side === 'left' ? 1 : -1) * (near ? -2 : 5);
  return (
    <span
      className={clsx(
        'absolute top-[27px] text-micro whitespace-nowrap',
        ink,
        side === 'left' && '-translate-x-full',
      )}
      style={{ left: `calc(${at}% + ${shift}px)` }}
    >
      {mean} {std}
    </span>
  );
}

function sentenceOf(outcomes: readonly CureOutcome[]): string {
  const parts = outcomes.map(
    (outcome) =>
      `${outcomeName(outcome)}: ${metric(outcome.bestValLoss.mean, 3)} at the best epoch, ${metric(outcome.lastValLoss.mean, 3)} at the last`,
  );
  return `val_loss before and after each cure. ${parts.join('; ')}.`;
}
