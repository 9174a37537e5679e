import type { TrialDetail } from '@tenbin/contracts';
import type { Ending } from '../processes/child.ts';
import { wayOf } from '../processes/supervise.ts';

type RunError = NonNullable<TrialDetail['error']>;

/** What to do about the signals that end processes from outside. */
const causes: { [signal in NodeJS.Signals]?: { often: string; hint: string } } = {
  SIGKILL: {
    often: 'often the out-of-memory killer',
    hint: 'Give trials more memory: a smaller batchSize, or a lower --concurrency of the worker.',
  },
  SIGSEGV: {
    often: 'a fault in native code',
    hint: '`tenbin doctor` checks the engine; start the sweep again to repeat the trial.',
  },
  SIGABRT: {
    often: 'native code gave up, as it does without memory',
    hint: 'Give trials more memory: a smaller batchSize, or a lower --concurrency of the worker.',
  },
  SIGILL: {
    often: 'the engine was built for another processor',
    hint: '`tenbin doctor` checks the engine.',
  },
};

/** The sentence for a trial process that ended without saying how its run went. */
export function crashOf(ending: Ending): RunError {
  const known = ending.signal === null ? undefined : causes[ending.signal];
  const way =
    ending.signal === null ? `the trial process ended ${wayOf(ending)}` : `killed by ${ending.signal}`;
  const words = ending.lastWords.findLast((line) => line.trim() !== '');
  return {
    code: 'trial_crashed',
    message: [way, known?.often, ending.signal === null ? words : undefined]
      .filter((part) => part !== undefined)
      .join(', '),
    hint: known?.hint ?? 'The log of the worker has its last lines.',
  };
}
