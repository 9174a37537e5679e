import type { OverfitReport } from '@tenbin/metrics';
import Link from 'next/link';
import { curesText } from '../../cures/words.ts';
import { EffectsPanel } from '../../effects/effects-panel.tsx';
import { ImportancePanel } from '../../effects/importance-panel.tsx';

/** Which settings of a sweep overfit, what drives the gap, and which of its runs were tried to be cured. */
export function OverfitPanels({ report, sweepId }: { report: OverfitReport; sweepId: number }) {
  const { effects, importance, savings } = report;
  const cures = report.cures.filter((cure) => cure.sweepId !== sweepId);
  return (
    <>
      {effects.length > 0 && (
        <>
          <EffectsPanel effects={effects} className="col-span-7 max-lg:col-span-1" />
          <ImportancePanel
            importance={importance}
            savings={savings}
            className="col-span-5 max-lg:col-span-1"
          />
        </>
      )}
      {cures.length > 0 && (
        <ul
          aria-label="Cures of its runs"
          className="col-span-12 flex flex-wrap gap-x-6 gap-y-1 text-small max-lg:col-span-1"
        >
          {cures.map((cure) => (
            <li key={cure.sweepId}>
              <Link href={`/sweeps/${cure.sweepId}`} className="text-accent-text hover:underline">
                {cure.name}
              </Link>{' '}
              <span className="text-text-3">{curesText([cure])}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
