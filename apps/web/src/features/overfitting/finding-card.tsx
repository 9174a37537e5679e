import type { VerdictState } from '@tenbin/contracts';
import type { OverfitReport } from '@tenbin/metrics';
import Link from 'next/link';
import { count } from '../../format/number.ts';

import { StandingBadge } from '../../runs/verdict-badge.tsx';
import { Card } from '../../ui/card.tsx';
import { MarkedSentence } from './marked-sentence.tsx';

const fills: Record<VerdictState, string> = {
  healthy: 'bg-healthy',
  overfitting: 'bg-overfitting',
  underfitting: 'bg-underfitting',
  diverged: 'bg-diverged',
  plateau: 'bg-plateau',
  unclear: 'bg-unclear',
};

/** The finding in a sentence, and how many runs have which verdict. */
export function FindingCard({ sentence, counts }: Pick<OverfitReport, 'sentence' | 'counts'>) {
  const total = counts.reduce((sum, { runs }) => sum + runs, 0);
  return (
    <Card aria-label="Finding" className="px-6 py-5 max-md:p-4">
      <p className="max-w-[72ch] text-verdict font-[450] tracking-[-0.012em] text-pretty max-md:text-[16px] max-md:leading-[23px]">
        <MarkedSentence sentence={sentence} />
      </p>
      <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-1">
        {counts.map(({ state, runs }) => (
          <li key={state}>
            <Link href={`/runs?standing=${state}`} className="rounded-cell hover:underline">
              <StandingBadge standing={state}>
                {state} <b className="font-semibold text-text">{count(runs)}</b>
              </StandingBadge>
            </Link>
          </li>
        ))}
      </ul>
      <div aria-hidden className="mt-2 flex h-2.5 gap-0.5 overflow-hidden rounded-[3px]">
        {counts.map(({ state, runs }) => (
          <span
            key={state}
            className={`${fills[state]} opacity-75`}
            style={{ width: `${(100 * runs) / Math.max(1, total)}%` }}
          />
        ))}
      </div>
    </Card>
  );
}
