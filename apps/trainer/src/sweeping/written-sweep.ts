import { sweepSpec } from '@tenbin/contracts';
import type { SweepFileInput } from '@tenbin/contracts';
import type { NewSweep } from '@tenbin/db';
import { trialCount } from '@tenbin/sweep';

/**
 * A sweep that Tenbin made up itself, with the file that would describe it. What is known of its images is left to
 * whoever trains it: the data set need not be on this machine.
 * @throws AppError `bad_input` when it makes no sensible number of trials
 */
export function writtenSweep(input: SweepFileInput): Omit<NewSweep, 'provenance'> {
  const spec = sweepSpec.parse(input);
  return { spec, source: `${JSON.stringify(input, null, 2)}\n`, total: trialCount(spec), images: null };
}
