import type { SweepDetail } from '@tenbin/contracts';
import type { CureReport } from '@tenbin/metrics';
import Link from 'next/link';
import { CureBody } from '../../cures/cure-body.tsx';
import { Panel } from '../../ui/card.tsx';

/** What a sweep that is to cure a run has shown so far, with the way to that run. */
export function CureCard({ sweep, cure }: { sweep: SweepDetail; cure: CureReport | undefined }) {
  if (sweep.cureOf === null) return null;
  return (
    <Panel
      title={sweep.status === 'finished' ? 'What the cure brought' : 'What the cure brings'}
      note="each case beside the run as it was, with the same seeds"
      className="mb-4 max-md:mb-3"
      actions={
        <Link href={`/runs/${sweep.cureOf}`} className="text-small text-accent-text hover:underline">
          The run it cures, #{sweep.cureOf}
        </Link>
      }
    >
      {cure ? <CureBody cure={cure} /> : <p className="py-2 text-text-3">No run of it has ended yet.</p>}
    </Panel>
  );
}
