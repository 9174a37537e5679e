'use client';

import type { Advice, AdviceKind } from '@tenbin/contracts';
import { Zap } from 'lucide-react';
import { useState } from 'react';
import { count } from '../format/number.ts';
import { Button } from '../ui/button.tsx';
import { FailureLine } from '../ui/failure-line.tsx';
import { useLaunchCure } from './use-launch-cure.ts';

/** Rows before the rest is asked for. */
const atFirst = 3;
/** What `cureFile` takes of a list. */
const cures = 4;

/** What to try, the best first; each row launches a follow-up sweep of its own, and all of them one together. */
export function AdviceList({ runId, advice }: { runId: number; advice: readonly Advice[] }) {
  const [open, setOpen] = useState(false);
  const launch = useLaunchCure();
  const able = advice.filter(({ patch }) => patch !== null).slice(0, cures);
  const start = (kinds?: AdviceKind[]) => launch.mutate({ runId, ...(kinds ? { kinds } : {}) });
  const isBusy = (kind?: AdviceKind) => launch.isPending && launch.variables.kinds?.[0] === kind;
  const shown = open ? advice : advice.slice(0, atFirst);
  return (
    <>
      <ol>
        {shown.map((each, index) => (
          <li
            key={each.kind}
            className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-3 border-line py-2 not-first:border-t"
          >
            <span className="self-start text-small leading-5 text-text-3">{index + 1}</span>
            <div className="min-w-0">
              <p className="font-name">{each.change}</p>
              <p className="text-small text-pretty text-text-2">{reasonOf(each, open)}</p>
            </div>
            {each.patch !== null && (
              <Button
                size="small"
                look={each === able[0] ? 'primary' : 'default'}
                icon={<Zap className="size-3.5" aria-hidden />}
                aria-label={`Launch cure: ${each.change}`}
                busy={isBusy(each.kind)}
                disabled={launch.isPending}
                onClick={() => start([each.kind])}
              >
                Launch cure
              </Button>
            )}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-line pt-2">
        {able.length > 1 && (
          <Button
            size="small"
            look="quiet"
            className="-ml-2"
            icon={<Zap className="size-3.5" aria-hidden />}
            busy={launch.isPending && launch.variables.kinds === undefined}
            disabled={launch.isPending}
            onClick={() => start()}
          >
            Launch {able.length === 2 ? 'both' : `the first ${able.length}`} together
          </Button>
        )}
        <Button
          size="small"
          look="quiet"
          className="ml-auto"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Show less' : advice.length > atFirst ? `Show all ${count(advice.length)}` : 'Show why'}
        </Button>
      </div>
      <FailureLine error={launch.error} />
    </>
  );
}

/** The estimate where there is one, and the first reason; every reason once it is asked for. */
function reasonOf({ because, estimate }: Advice, all: boolean): string {
  const said = estimate === null ? because : [estimate, ...because];
  return (all ? said : said.slice(0, 1)).join(' ');
}
