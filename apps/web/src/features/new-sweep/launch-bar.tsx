'use client';

import { caseSpaces, countOf, isCountable, seedsOf } from '@tenbin/contracts';
import type { ParameterSpace } from '@tenbin/contracts';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { bytes, count, counted, missing } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { FailureLine } from '../../ui/failure-line.tsx';
import { Stat } from '../../ui/stat.tsx';
import { factorsInWords } from '../../sweeps/varying.ts';
import type { Reading } from './read-yaml.ts';
import { useLaunch } from './use-launch.ts';
import type { SweepDraft } from './use-sweep-draft.ts';
import type { Weighing } from './use-weighing.ts';

/** How many trials it will be, what the largest takes, why it cannot start, and the button that starts it. */
export function LaunchBar({ sweep, weighing }: { sweep: SweepDraft; weighing: Weighing }) {
  const { text, reading } = sweep;
  const { costs, tooLarge, datasetProblem } = weighing;
  const [anyway, setAnyway] = useState(false);
  const launch = useLaunch();
  // What was refused is not the text that stands there now.
  const failure = launch.error && launch.variables.source === text ? launch.error : null;
  const largest = Math.max(0, ...costs.map(({ description }) => description?.trainingBytes ?? 0));
  const impossible = costs.find(({ problem }) => problem !== null);
  const reason =
    (reading.problems.length > 0 ? 'Mend what is marked first.' : undefined) ??
    datasetProblem ??
    (impossible ? `${impossible.model} cannot take these images.` : undefined);
  const refused =
    reason !== undefined || (tooLarge.length > 0 && !anyway) || launch.isPending || launch.isSuccess;
  const start = () => launch.mutate({ source: text, anyway });
  useShortcut(() => {
    if (!refused) start();
  });

  return (
    <div className="sticky bottom-3 z-10 mt-4 flex flex-wrap items-center gap-x-8 gap-y-3 rounded-card bg-raised px-5 py-3.5 shadow-float max-md:bottom-17 max-md:px-3">
      <dl className="flex gap-8" aria-live="polite">
        <Stat
          name="trials"
          value={reading.total === null ? missing : count(reading.total)}
          note={productOf(reading)}
        />
        <Stat
          name="largest trial"
          value={largest === 0 ? missing : bytes(largest)}
          note={weighing.memoryBytes === null ? undefined : `of ${bytes(weighing.memoryBytes)}`}
        />
      </dl>
      <div className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-3 max-md:w-full">
        {failure !== null ? (
          <FailureLine error={failure} />
        ) : (
          reason !== undefined && <p className="max-w-[48ch] text-small text-pretty text-text-2">{reason}</p>
        )}
        {tooLarge.length > 0 && (
          <label className="flex items-center gap-2 text-small text-diverged max-md:min-h-10">
            <TriangleAlert className="size-3.5 shrink-0" aria-hidden />
            {tooLarge.length === 1 ? '1 setting takes' : `${tooLarge.length} settings take`} more memory than
            this machine has.
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={anyway}
              onChange={({ target }) => setAnyway(target.checked)}
            />
            <span className="text-text">Launch anyway</span>
          </label>
        )}
        <Button
          look="primary"
          busy={launch.isPending}
          disabled={refused}
          className="max-md:w-full"
          onClick={start}
        >
          {reading.total === null ? 'Launch' : `Launch ${counted(reading.total, 'trial')}`}
          <kbd className="rounded-cell border border-current/40 px-1 font-sans text-micro max-md:hidden">
            ⌘↵
          </kbd>
        </Button>
      </div>
    </div>
  );
}

/** What the number of trials is the product of, or who chooses them; undefined where conditions or a budget make it less. */
function productOf({ spec, total }: Reading): string | undefined {
  if (!spec) return undefined;
  if (spec.method !== 'grid') return `by ${spec.method}`;
  const product = caseSpaces(spec).reduce((all, { parameters }) => all + settingsIn(parameters), 0);
  return product * seedsOf(spec).length === total ? factorsInWords(spec) || '1 setting' : undefined;
}

/** How many there are, were all conditions to hold. */
function settingsIn(parameters: ParameterSpace): number {
  return Object.values(parameters).reduce(
    (all, choice) => all * (choice && isCountable(choice) ? countOf(choice) : 1),
    1,
  );
}

/** ⌘↵, or Ctrl and Enter, wherever the focus is. */
function useShortcut(act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.repeat && (event.metaKey || event.ctrlKey)) latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
