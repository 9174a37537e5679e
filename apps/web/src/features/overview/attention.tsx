import type { RunRow } from '@tenbin/contracts';
import Link from 'next/link';
import { counted } from '../../format/number.ts';
import { VerdictBadge } from '../../runs/verdict-badge.tsx';
import { Panel } from '../../ui/card.tsx';

/** Runs that ask for a look, the worst first, each with the reason. */
export function Attention({ runs, total }: { runs: RunRow[]; total: number }) {
  return (
    <Panel
      title="Needs attention"
      note={total}
      actions={
        total > runs.length && (
          <Link href="/runs?sort=verdict" className="text-small text-accent-text hover:underline">
            All {counted(total, 'run')}
          </Link>
        )
      }
    >
      {runs.length === 0 && <p className="py-2 text-text-3">No run overfits, diverged, failed or crashed.</p>}
      <ul>
        {runs.map((run) => (
          <li
            key={run.id}
            className="grid grid-cols-[148px_minmax(0,1fr)] items-start gap-x-3 py-2.5 not-first:border-t not-first:border-line max-md:grid-cols-1"
          >
            <span className="pt-0.5">
              <VerdictBadge run={run} />
            </span>
            <p className="text-pretty">
              <Link href={`/runs/${run.id}`} className="font-name hover:underline">
                {run.name}
              </Link>{' '}
              <span className="text-micro text-text-3">#{run.id}</span>{' '}
              <span className="text-text-2">{reasonOf(run)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Why it is listed: its error, or the first sentence of its verdict without the word that the badge says. */
function reasonOf({ error, verdict }: RunRow): string {
  const [line = ''] = (error?.message ?? verdict?.reasons[0] ?? '').split('\n');
  return line.replace(/^(Overfitting|Diverged)\b\s*/, '').replace(/^\.\s*/, '');
}
