import type { Importance, Savings } from '@tenbin/metrics';
import { counted, rate } from '../format/number.ts';
import { Panel } from '../ui/card.tsx';
import { SavingsLine } from './savings-line.tsx';
import { Whisker } from './whisker.tsx';

/** Parameters and pairs of them beyond these explain next to nothing. */
const most = 8;

/** Which parameters drive the gap, by functional ANOVA, and what stopping at the verdict saves. */
export function ImportancePanel({
  importance,
  savings,
  className,
}: {
  importance: Importance | null;
  savings: Savings;
  className: string;
}) {
  return (
    <Panel title="What drives the gap" note="share of its variance, 95 % interval" className={className}>
      {importance === null ? (
        <p className="py-2 text-text-3">Too few runs have ended to tell what drives it.</p>
      ) : (
        <>
          <ul className="grid gap-y-2">
            {importance.shares.slice(0, most).map(({ names, share }) => (
              <li key={names.join()} className="grid grid-cols-[minmax(0,1fr)_38%_92px] items-center gap-x-3">
                <span className="truncate" title={names.join(' × ')}>
                  {names.join(' × ')}
                </span>
                <span aria-hidden className="relative block h-2 rounded-[2px] bg-sunken">
                  <span
                    className="absolute inset-y-0 left-0 rounded-[2px] bg-accent"
                    style={{ width: `${Math.max(0, 100 * share.value)}%` }}
                  />
                  <Whisker low={100 * share.low} high={100 * share.high} />
                </span>
                <span className="text-right whitespace-nowrap">
                  {rate(share.value)}{' '}
                  <span className="text-small text-text-3">
                    {Math.round(100 * share.low)}–{Math.round(100 * share.high)}
                  </span>
                </span>
              </li>
            ))}
          </ul>
          <p className="mt-3 text-small text-text-3">
            Functional ANOVA (Hutter et al. 2014) of val_loss − loss at the end over{' '}
            {counted(importance.runs, 'run')}.
          </p>
        </>
      )}
      <SavingsLine savings={savings} />
    </Panel>
  );
}
