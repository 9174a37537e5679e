'use client';

import { counted } from '../format/number.ts';
import { useLive } from '../live/live-provider.tsx';
import { BalancePicture } from './balance-picture.tsx';
import { Card } from '../ui/card.tsx';
import { NewSweepButton } from '../sweeps/new-sweep-button.tsx';
import { Command } from '../ui/command.tsx';

/** What a page shows before the first run: what is missing, and the way on. */
export function Welcome() {
  const { workers } = useLive();
  return (
    <div className="mx-auto mt-12 max-w-[880px] max-md:mt-4">
      <BalancePicture />
      <h1 className="text-hero font-semibold tracking-[-0.022em]">No runs yet. Start with a sweep.</h1>
      <p className="mt-2 max-w-[56ch] text-lead text-text-2">
        The sample sweep trains small models on pictures of cats, dogs and horses. Some of them will overfit,
        so every page has something to show.
      </p>
      <div className="mt-8 grid grid-cols-[1.25fr_1fr] gap-4 max-md:grid-cols-1">
        <Card className="flex flex-col gap-1.5 p-5">
          <h2 className="text-lead">Run the sample sweep</h2>
          <p className="mb-2 text-text-2">In a terminal, in the folder of Tenbin:</p>
          <Command>npx tenbin sweep examples/sweeps/animals.yaml</Command>
        </Card>
        <Card className="flex flex-col gap-1.5 p-5">
          <h2 className="text-lead">Use your own pictures</h2>
          <p className="text-text-2">
            A folder or a zip with one folder for each class. Say where it is in the form of a new sweep.
          </p>
          <div className="mt-2">
            <NewSweepButton />
          </div>
        </Card>
      </div>
      <p className="mt-6 flex items-center gap-1.5 text-small text-text-2" role="status">
        {workers === null ? (
          'Looking for workers'
        ) : (
          <>
            <span
              aria-hidden
              className={workers > 0 ? 'size-1.5 rounded-full bg-healthy' : 'size-1.5 rounded-full bg-train'}
            />
            {workers > 0
              ? `${counted(workers, 'worker')} waiting for work`
              : 'No worker runs: start one with npx tenbin worker'}
          </>
        )}
      </p>
    </div>
  );
}
