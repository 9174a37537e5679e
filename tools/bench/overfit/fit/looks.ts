import { createDetector } from '@tenbin/metrics';
import type { Seen } from '../detect.ts';
import type { Answer, Case } from '../score.ts';
import { fitLogistic, probabilityOf } from './logistic.ts';
import type { LogisticModel, Observation } from './logistic.ts';

/** What a detector sees after an epoch (from 0), apart from the model that is to be fitted. */
export interface Look {
  epoch: number;
  /** By the names of the weights of libs/metrics' models. */
  inputs: { rise: number; fall: number; speed: number; certainty: number };
  /** Whether nothing but the model can keep it from being called overfitting. */
  open: boolean;
  /** The best epoch as far as one sees. */
  turn: number;
}
export type InputName = keyof Look['inputs'];

/** A training of which the truth is known, looked at epoch by epoch. */
export interface Example {
  /** Examples of one training are never on both sides of a fold. */
  training: string;
  case: Case;
  looks: Look[];
}

/** As in libs/metrics: the smallest rise, the surest certainty, the fewest epochs. */
const [leastRise, surest, fewestEpochs] = [1e-4, 4, 4];

export function looksAt({ history, validationImages, pictures }: Seen): Look[] {
  const detector = createDetector({ validationImages });
  return history.val_loss.map((valLoss, epoch) => {
    const values = {
      loss: history.loss[epoch],
      val_loss: valLoss,
      accuracy: history.accuracy[epoch],
      val_accuracy: history.val_accuracy[epoch],
    };
    const { state, evidence } = detector.push(values, pictures?.[epoch] ?? null);
    const {
      rise = NaN,
      turnValLoss = NaN,
      noiseBand = NaN,
      lossFell = NaN,
      lossFellLastEpoch = NaN,
    } = evidence;
    const { pictureRise = 0, pictureError = Number.MIN_VALUE } = evidence;
    return {
      epoch,
      inputs: {
        rise: Math.log(Math.max(rise / turnValLoss, leastRise)),
        fall: Math.log(lossFell),
        speed: Math.log(lossFellLastEpoch),
        certainty: Math.min(Math.max(pictureRise / pictureError, 0), surest),
      },
      open:
        epoch + 1 >= fewestEpochs &&
        state !== 'diverged' &&
        rise > (pictures === null ? noiseBand : 0) &&
        lossFell > 1,
      turn: (evidence['turnEpoch'] ?? 1) - 1,
    };
  });
}

/** A whole history counts this much beside all of its looks together. */
const wholeHistory = 0.6;

/** Fits a model of those inputs: a look is positive from the second epoch after the best one on, if the end is worse than that. */
export function fitTo(examples: readonly Example[], names: readonly InputName[]): LogisticModel {
  const observations = examples.flatMap(({ case: { label }, looks }): Observation[] => {
    const usable = looks.filter(
      ({ epoch, inputs }) =>
        epoch + 1 >= fewestEpochs && names.every((name) => Number.isFinite(inputs[name])),
    );
    return usable.map(({ epoch, inputs }, at) => ({
      inputs: names.map((name) => inputs[name]),
      positive: label.overfit && label.onset !== null && epoch > label.onset,
      weight: 1 / usable.length + (at === usable.length - 1 ? wholeHistory : 0),
    }));
  });
  return fitLogistic(observations);
}

/** What a detector with that model would say. */
export function answerOf({ looks }: Example, model: LogisticModel, names: readonly InputName[]): Answer {
  const alarms = looks.filter(
    ({ open, inputs }) =>
      open &&
      probabilityOf(
        model,
        names.map((name) => inputs[name]),
      ) > 0.5,
  );
  const last = looks.at(-1);
  const overfit = last !== undefined && alarms.at(-1) === last;
  const [first] = alarms;
  return {
    overfit,
    onset: overfit ? last.turn : null,
    detectedAt: first?.epoch ?? null,
    restore: first?.turn ?? null,
  };
}
