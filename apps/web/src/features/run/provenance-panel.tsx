import type { RunDetail } from '@tenbin/contracts';
import { missing } from '../../format/number.ts';
import { SweepOrigin } from '../../sweeps/sweep-origin.tsx';
import { Panel } from '../../ui/card.tsx';
import { Command } from '../../ui/command.tsx';
import { Facts } from '../../ui/facts.tsx';

/** What the run was trained by and came from, and the command that trains the same again. */
export function ProvenancePanel({ run: { id, sweepId, provenance } }: { run: RunDetail }) {
  return (
    <Panel
      title="Provenance"
      className="col-span-12 max-lg:col-span-6 max-md:col-span-1"
      note={
        provenance !== null ? undefined : sweepId === null ? 'it did not say' : 'no worker has taken it yet'
      }
    >
      <div className="grid grid-cols-3 gap-x-8 gap-y-4 max-lg:grid-cols-2 max-md:grid-cols-1">
        <section aria-label="Machine">
          <h3 className="mb-1 text-small font-medium text-text-2">Trained on</h3>
          <Facts
            facts={[
              ['host', provenance?.host ?? missing],
              ['platform', provenance?.platform ?? missing],
              ['processor', provenance?.processor ?? missing],
              ['Node', provenance?.node ?? missing],
              ['commit', <Commit key="commit" commit={provenance?.commit ?? null} />],
            ]}
          />
        </section>
        <section aria-label="Packages">
          <h3 className="mb-1 text-small font-medium text-text-2">Packages</h3>
          <Facts facts={Object.entries(provenance?.packages ?? {})} />
        </section>
        {sweepId !== null && (
          <section aria-label="Sweep file" className="max-lg:col-span-2 max-md:col-span-1">
            <h3 className="mb-1 text-small font-medium text-text-2">The sweep</h3>
            <SweepOrigin sweepId={sweepId} />
          </section>
        )}
      </div>
      {sweepId === null ? (
        <LoggedBy command={provenance?.command} />
      ) : (
        <div className="mt-4 max-w-xl">
          <p className="mb-1 text-small text-text-3">Train the same again, number for number:</p>
          <Command>{`npx tenbin run --again ${id}`}</Command>
        </div>
      )}
    </Panel>
  );
}

/** The command of the program that logged the run, to repeat it. */
function LoggedBy({ command }: { command: string | undefined }) {
  if (command === undefined) return null;
  return (
    <div className="mt-4 max-w-xl">
      <p className="mb-1 text-small text-text-3">It was logged by:</p>
      <Command>{command}</Command>
    </div>
  );
}

/** A `+` says that files differed from the commit. */
function Commit({ commit }: { commit: string | null }) {
  if (commit === null) return missing;
  const short = commit.slice(0, 10);
  return (
    <span className="font-mono text-small" title={commit}>
      {short}
      {commit.endsWith('+') && !short.endsWith('+') && '+'}
    </span>
  );
}
