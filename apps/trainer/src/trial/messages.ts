import { z } from 'zod';
import { datasetSpec, runProvenance, storedSweepSpec, trialParameters } from '@tenbin/contracts';

/** All that a trial process needs to know; it reads no environment and no sweep row. */
export const trialJob = z.strictObject({
  runId: z.int().positive(),
  attempt: z.int().positive(),
  sweepId: z.int().positive(),
  /** Place in the sweep, from 1. */
  trial: z.int().positive(),
  config: z.strictObject({
    dataset: datasetSpec,
    parameters: trialParameters,
    seed: z.int(),
    case: z.string().optional(),
    threads: z.int().positive().optional(),
  }),
  /** The sweep that it is a trial of. */
  spec: storedSweepSpec,
  provenance: runProvenance,
  /** Folder of the engine and of everything else on this machine. */
  home: z.string(),
  /** Folder of the spool files. */
  spools: z.string(),
  databaseUrl: z.string(),
});
export type TrialJob = z.infer<typeof trialJob>;

/**
 * What a worker says to its trial process. finish: after this epoch, for good or to go on later. goOn: not so. leave: at
 * once, to go on later elsewhere.
 */
export const trialMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), job: trialJob }),
  z.strictObject({ type: z.literal('finish'), control: z.enum(['pause', 'stop']) }),
  z.strictObject({ type: z.literal('goOn') }),
  z.strictObject({ type: z.literal('leave'), reason: z.string() }),
]);
export type TrialMessage = z.infer<typeof trialMessage>;

/** Exit statuses of a trial process, for its worker. */
export const trialExit = {
  /** The run has its `end`, whatever that is. */
  ended: 0,
  /** The run ended, but the database was away: its `end` lies in the spool. */
  undelivered: 4,
  /** Another attempt has taken the run over, or the run was deleted. */
  refused: 5,
  /** The run has no end: the next attempt goes on from its checkpoint. */
  left: 6,
} as const;
