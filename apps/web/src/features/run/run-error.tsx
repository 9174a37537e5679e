import type { RunDetail } from '@tenbin/contracts';
import { plannedEpochs } from '../../runs/facts.ts';
import { Scissors, TriangleAlert } from 'lucide-react';

const titles = {
  failed: 'This run failed',
  crashed: 'This run crashed',
  canceled: 'This run was canceled',
} as const;

/** Why a run ended before its time: what failed, why, what to do, the code; of one that was pruned, calmly, why. */
export function RunError({ run }: { run: RunDetail }) {
  const { status, error, epoch } = run;
  const planned = plannedEpochs(run);

  if (status === 'pruned') {
    return (
      <section
        aria-label="Why it was pruned"
        className="mb-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-card bg-unclear-w px-5 py-4"
      >
        <Scissors className="mt-0.5 size-4 text-unclear" aria-hidden />
        <div>
          <h2>
            Stopped early after epoch {epoch}
            {planned !== null && ` of ${planned}`}
          </h2>
          {error && <p className="mt-1 max-w-[80ch] text-text-2">{error.message}</p>}
        </div>
      </section>
    );
  }
  if (status !== 'failed' && status !== 'crashed' && status !== 'canceled') return null;
  return (
    <section
      aria-label="What went wrong"
      className="mb-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-card bg-diverged-w px-5 py-4"
    >
      <TriangleAlert className="mt-0.5 size-4 text-diverged" aria-hidden />
      <div>
        <h2 className="text-diverged">
          {titles[status]} {epoch > 0 ? `after epoch ${epoch}` : 'before its first epoch ended'}
        </h2>
        {error && (
          <>
            <p className="mt-1 max-w-[80ch] whitespace-pre-line [overflow-wrap:anywhere]">{error.message}</p>
            <p className="mt-1 max-w-[80ch] whitespace-pre-line text-text-2">{error.hint}</p>
            <code className="mt-2 block font-mono text-small text-text-2">{error.code}</code>
          </>
        )}
      </div>
    </section>
  );
}
