import type { CureReport } from '@tenbin/metrics';
import { OutcomeChart } from './outcome-chart.tsx';
import { OutcomeTable } from './outcome-table.tsx';

/** What helped in a sentence, the figures behind it as a chart and as a table. */
export function CureBody({ cure: { sentence, outcomes } }: { cure: CureReport }) {
  const any = outcomes.some(({ runs }) => runs > 0);
  return (
    <>
      <p className="max-w-[88ch] text-pretty">{sentence}</p>
      {any && (
        <div className="mt-3 grid grid-cols-[minmax(0,5fr)_minmax(0,7fr)] items-start gap-x-8 gap-y-4 max-lg:grid-cols-1">
          <OutcomeChart outcomes={outcomes} />
          <OutcomeTable outcomes={outcomes} />
        </div>
      )}
    </>
  );
}
