import type { RandomStream } from '@tenbin/contracts';
import type { SearchSpace } from '../../space.ts';
import { lossesOf } from '../../study-trial.ts';
import type { Direction, StudyTrial } from '../../study-trial.ts';
import { pointOf } from './axis.ts';
import type { Point } from './axis.ts';
import { scalarised } from './scalarised.ts';
import { warped } from './warped.ts';

/** What the trials say, as a Gaussian process takes it in. */
export interface Evidence {
  /** Points with an answer, the best one first. */
  points: readonly Point[];
  /** One standardised loss for each point. */
  y: Float64Array;
  /** Whether all answers are among the points. */
  whole: boolean;
  /** Points asked and not answered yet. */
  pending: readonly Point[];
}

/**
 * Points that fit into the time of one question, with those that have no answer, of which it takes the latest ones; and
 * answers that are kept when not all of them fit, for then the best ones lie close together and teach less each.
 */
const most = { points: 100, pending: 32, answered: 80, best: 56 };

/**
 * Pruned trials count with the value that they reached; those that failed, or have an objective that is no number, count as
 * if they were as bad as the worst. Of very many answers it keeps the best ones and an even choice of the others.
 */
export function evidenceFrom(
  space: SearchSpace,
  trials: readonly StudyTrial[],
  { directions, random }: { directions: readonly Direction[]; random: RandomStream },
): Evidence {
  const ended = trials.filter(({ state }) => state !== 'running');
  const losses = scalarised(
    ended.map((trial) => lossesOf(trial, directions)),
    random,
  );
  const order = [...ended.keys()].toSorted((a, b) => (losses[a] ?? 0) - (losses[b] ?? 0) || a - b);
  const y = warped(order.map((at) => losses[at] ?? 0));
  const running = trials.filter(({ state }) => state === 'running').slice(-most.pending);
  const room = most.points - running.length;
  const whole = order.length <= room;
  const some = Math.min(room, most.answered);
  const kept = [...order.keys()].filter((rank) => whole || isKept(rank, { count: order.length, room: some }));
  return {
    points: kept.map((rank) => pointOf(space, ended[order[rank] ?? 0]?.params ?? {})),
    y: Float64Array.from(kept, (rank) => y[rank] ?? 0),
    whole,
    pending: running.map(({ params }) => pointOf(space, params)),
  };
}

/** The best ones, and an even choice of the others as far as there is room. */
function isKept(rank: number, { count, room }: { count: number; room: number }): boolean {
  if (rank < most.best) return true;
  const share = (room - most.best) / (count - most.best);
  return Math.floor((rank - most.best) * share) !== Math.floor((rank - most.best + 1) * share);
}
