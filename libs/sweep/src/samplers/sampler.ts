import type { SearchSpace, Setting } from '../space.ts';
import type { Direction, StudyTrial } from '../study-trial.ts';

export interface SampleRequest {
  space: SearchSpace;
  /** What was asked before, in ascending order of `id`; trials without an answer yet are among them. */
  trials: readonly StudyTrial[];
  /** Number of the question, from 0. */
  index: number;
  /** Of the objectives, the first one first. */
  directions: readonly Direction[];
  /** Seeds every stream of chance; name the stream by sampler and index: `tpe/17`. */
  seed: number;
}

/**
 * Chooses the next setting. The same request has the same answer: all that a sampler knows is in it, so a study can be
 * rebuilt in any process from its trials alone. Dimensions that do not exist in the setting are left out.
 */
export type Sampler = (request: SampleRequest) => Setting;
