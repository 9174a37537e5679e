import type { RunRow } from '@tenbin/contracts';
import Link from 'next/link';
import { count, counted, metric, missing, rate } from '../../format/number.ts';
import { Stat } from '../../ui/stat.tsx';

interface Counts {
  running: number;
  runs: number;
  sweeps: number;
  overfitting: number;
  workers: number;
}

/** The numbers that say how things stand. */
export function KeyFigures({ best, counts }: { best: RunRow | undefined; counts: Counts | undefined }) {
  return (
    <dl className="flex flex-wrap gap-x-12 gap-y-3 pt-1 pb-5 max-md:grid max-md:grid-cols-2">
      <Stat
        hero
        name="best val_accuracy"
        value={metric(best?.best?.val_accuracy)}
        note={
          best?.best ? (
            <Link href={`/runs/${best.id}`} className="hover:underline">
              {best.name}, epoch {best.best.epoch}
            </Link>
          ) : (
            'no epoch yet'
          )
        }
      />
      <Stat
        hero
        name="runs"
        value={counts ? count(counts.runs) : missing}
        note={counts && `${counted(counts.sweeps, 'sweep')}, ${counts.running} running`}
      />
      <Stat
        hero
        name="overfit rate"
        value={counts ? rate(counts.overfitting / counts.runs) : missing}
        note={counts && `${count(counts.overfitting)} of ${counted(counts.runs, 'run')}`}
      />
      <Stat
        hero
        name="workers"
        value={counts ? count(counts.workers) : missing}
        note={counts?.workers === 0 ? <code className="font-mono">npx tenbin worker</code> : 'alive'}
      />
    </dl>
  );
}
