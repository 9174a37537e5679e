import Link from 'next/link';
import { count } from '../../format/number.ts';
import type { Standing } from '../../runs/standing.ts';
import { StandingBadge } from '../../runs/verdict-badge.tsx';
import { Panel } from '../../ui/card.tsx';

/** How many runs have which verdict; each leads to its runs. */
export function StandingsPanel({ standings }: { standings: { standing: Standing; count: number }[] }) {
  const total = standings.reduce((sum, each) => sum + each.count, 0);
  const most = Math.max(1, ...standings.map((each) => each.count));
  return (
    <Panel title="Verdicts" note={total === 1000 ? 'of the latest 1,000 runs' : undefined}>
      {total === 0 && <p className="py-2 text-text-3">No run yet.</p>}
      <ul>
        {standings.map(({ standing, count: runs }) => (
          <li key={standing}>
            <Link
              href={`/runs?standing=${standing}`}
              className="-mx-2 grid h-8 grid-cols-[112px_minmax(0,1fr)_40px] items-center gap-2 rounded-cell px-2 hover:bg-hover max-md:h-11"
            >
              <StandingBadge standing={standing} />
              <span
                aria-hidden
                className="h-1.5 rounded-full bg-train"
                style={{ width: `${(100 * runs) / most}%` }}
              />
              <span className="text-right">{count(runs)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
