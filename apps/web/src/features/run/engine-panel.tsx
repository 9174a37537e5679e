import type { RunDetail } from '@tenbin/contracts';
import { count, counted, missing } from '../../format/number.ts';
import { duration } from '../../format/time.ts';
import { secondsOf } from '../../runs/facts.ts';
import { Panel } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';

/** How a training step was computed. */
const steps = { graph: 'compiled graph', layers: 'layers' } as const;

/** What the run was trained on. */
export function EnginePanel({ run }: { run: RunDetail }) {
  const { engine, parameterCount, worker, attempt, epoch, endedAt } = run;
  const perEpoch = endedAt !== null && epoch > 0 ? duration(secondsOf(run, endedAt) / epoch) : missing;
  return (
    <Panel title="Engine" className="col-span-4 max-lg:col-span-3 max-md:col-span-1">
      <Facts
        facts={[
          ['engine', engine ? `${engine.name} ${engine.version}` : missing],
          ['step', engine ? steps[engine.step] : missing],
          ['threads', engine ? counted(engine.threads, 'thread') : missing],
          ['trainable numbers', parameterCount === null ? missing : count(parameterCount)],
          ['worker', worker ?? missing],
          ['attempt', attempt],
          ['time an epoch', perEpoch],
        ]}
      />
      {engine && <p className="mt-2 text-small text-pretty text-text-3">{engine.reason}</p>}
    </Panel>
  );
}
