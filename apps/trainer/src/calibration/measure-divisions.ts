import type { Machine } from '../worker/machine.ts';
import { openCrew } from './crew.ts';
import type { Crew } from './crew.ts';
import type { Division, MeasuredDivision } from './division.ts';

/** Each division trains that long, in milliseconds, and that often: the other work of a machine disturbs some spells. */
const spell = { ms: 600, rounds: 2 };
export interface MeasureRequest {
  divisions: readonly Division[];
  machine: Machine;
  home: string;
  environment: NodeJS.ProcessEnv;
  /** Gives up. */
  stop: AbortSignal;
  /** The longest that all of it takes, in milliseconds. */
  limitMs: number;
  log: (line: string) => void;
}

/**
 * Trains vgg-small in every division, one after the other, for a few seconds altogether. All processes start first,
 * so that the time of loading an engine is met once.
 * @returns null when time was up, or it was stopped, before each division had been seen once
 */
export async function measureDivisions(request: MeasureRequest): Promise<MeasuredDivision[] | null> {
  const signal = AbortSignal.any([request.stop, AbortSignal.timeout(request.limitMs)]);
  const { divisions } = request;
  const opened = await Promise.all(
    divisions.map(async (division) => {
      const crew = await openCrew({ ...request, division, signal }).catch((error: unknown) => {
        if (!signal.aborted) request.log(`${division.processes} side by side do not run: ${String(error)}`);
        return null;
      });
      return { division, crew };
    }),
  );
  let best: MeasuredDivision[] | null = null;
  try {
    for (let round = 0; round < spell.rounds; round += 1) {
      const spells: MeasuredDivision[] = [];
      for (const { crew, division } of opened) {
        spells.push({ ...division, imagesPerSecond: await rateOf(crew) });
      }
      // Its processes were killed: what they had trained until then says nothing.
      if (signal.aborted) break;
      best = best === null ? spells : best.map((before, at) => faster(before, spells[at]));
    }
  } finally {
    await Promise.all(opened.map(async ({ crew }) => crew?.[Symbol.asyncDispose]()));
  }
  return best;
}

function faster(before: MeasuredDivision, after: MeasuredDivision | undefined): MeasuredDivision {
  return after === undefined || before.imagesPerSecond > after.imagesPerSecond ? before : after;
}

/** A division whose processes do not run, for want of memory for instance, trains nothing. */
async function rateOf(crew: Crew | null): Promise<number> {
  return (await crew?.measure(spell.ms).catch(() => 0)) ?? 0;
}
