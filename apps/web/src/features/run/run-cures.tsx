import type { CureReport } from '@tenbin/metrics';
import Link from 'next/link';
import { CureBody } from '../../cures/cure-body.tsx';
import { Panel } from '../../ui/card.tsx';

/** The follow-ups of a run, the latest first: what they brought, or that they are under way. */
export function RunCures({ cures }: { cures: readonly CureReport[] }) {
  return cures.map((cure) => (
    <Panel
      key={cure.sweepId}
      title={cure.finished ? 'What the cure brought' : 'A cure is under way'}
      note={cure.name}
      className="col-span-12 max-lg:col-span-6 max-md:col-span-1"
      actions={
        <Link href={`/sweeps/${cure.sweepId}`} className="text-small text-accent-text hover:underline">
          Its runs
        </Link>
      }
    >
      <CureBody cure={cure} />
    </Panel>
  ));
}
