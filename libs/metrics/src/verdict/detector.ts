import type { History, Verdict } from '@tenbin/contracts';
import { memorising } from './memorising.ts';
import { reasonsFor } from './reasons.ts';
import { decide } from './rules.ts';
import type { Finding } from './rules.ts';
import { createSignReader } from './signs.ts';
import type { EpochValues, Signs } from './signs.ts';

export interface DetectorOptions {
  /** Images that each val_loss is a mean over, where that is known. */
  validationImages?: number | undefined;
}

/** Judges a run epoch by epoch; each verdict rests on the epochs up to it alone. */
export interface Detector {
  /**
   * @param pictures loss of each validation image in this epoch, always in the same order; with them a rise is tested
   *   image by image, without them it is judged by the curves
   */
  push(values: EpochValues, pictures?: ArrayLike<number> | null): Verdict;
}

/** For a run that is live: costs the same at every epoch. */
export function createDetector(options: DetectorOptions = {}): Detector {
  const watch = createWatch(options);
  return {
    push(values, pictures = null) {
      watch.push(values, pictures);
      return watch.verdict();
    },
  };
}

export interface JudgeOptions extends DetectorOptions {
  /** Losses of the validation images at each epoch, in the order of the history. */
  pictures?: readonly ArrayLike<number>[];
}

/**
 * What a history says about its run, as far as it goes: the same as a detector says after its last epoch. Overfitting
 * means that the run would do worse on new pictures than it did at its turn, the low of its val_loss.
 */
export function judge(history: Partial<History>, options: JudgeOptions = {}): Verdict {
  const { pictures = [] } = options;
  const { loss = [], val_loss = [], accuracy = [], val_accuracy = [] } = history;
  const epochs = Math.max(loss.length, val_loss.length, accuracy.length, val_accuracy.length);
  const watch = createWatch(options);
  for (let at = 0; at < epochs; at += 1) {
    const values = {
      loss: loss[at],
      val_loss: val_loss[at],
      accuracy: accuracy[at],
      val_accuracy: val_accuracy[at],
    };
    watch.push(values, pictures[at] ?? null);
  }
  return watch.verdict();
}

/** Epoch (from 1) of the lowest finite val_loss, or null when there is none. */
export function bestEpochOf({ val_loss }: Pick<History, 'val_loss'>): number | null {
  const best = val_loss.reduce(
    (low, value, at) => (Number.isFinite(value) && !(value >= (val_loss[low] ?? Infinity)) ? at : low),
    -1,
  );
  return best === -1 ? null : best + 1;
}

interface Watch {
  push(values: EpochValues, pictures: ArrayLike<number> | null): void;
  verdict(): Verdict;
}

function createWatch({ validationImages }: DetectorOptions): Watch {
  const reader = createSignReader();
  let finding: Finding = { state: 'unclear', pattern: 'tooShort' };
  let [stateSince, firstAlarm] = [0, NaN];
  /** Epochs at which overfitting was found, as far as the turn has not passed them. */
  const alarms: number[] = [];
  let signs = reader.signs();

  return {
    push(values, pictures) {
      reader.push(values, pictures);
      signs = reader.signs();
      const { state } = finding;
      finding = decide(signs);
      if (finding.state !== state || stateSince === 0) stateSince = signs.epochs;
      if (finding.state !== 'overfitting') return;
      if (Number.isNaN(firstAlarm)) firstAlarm = signs.epochs;
      while ((alarms[0] ?? Infinity) <= signs.turn.epoch) alarms.shift();
      alarms.push(signs.epochs);
    },
    verdict() {
      const { state, pattern } = finding;
      const detectedAtEpoch = detectedAt();
      const onsetEpoch = onsetOf(finding, signs, detectedAtEpoch);
      return {
        state,
        pattern,
        basis: signs.pictures() === null ? 'curves' : 'pictures',
        onsetEpoch,
        detectedAtEpoch,
        bestEpoch: signs.best?.epoch ?? null,
        evidence: evidenceOf(signs, firstAlarm),
        reasons: reasonsFor(finding, signs, { onsetEpoch, detectedAtEpoch, validationImages }),
      };
    },
  };

  function detectedAt(): number | null {
    if (finding.state === 'unclear' || finding.state === 'healthy') return null;
    return finding.state === 'overfitting' ? (alarms[0] ?? stateSince) : stateSince;
  }
}

/** Harm cannot have been known before it began: where jitter hides its begin, that is when it was known. */
function onsetOf(
  { state }: Finding,
  { turn, brokenAt, leftBandAt }: Signs,
  detectedAt: number | null,
): number | null {
  if (state === 'diverged') return brokenAt;
  if (state !== 'overfitting') return null;
  return Math.min(leftBandAt() ?? turn.epoch + 1, detectedAt ?? Infinity);
}

function evidenceOf(signs: Signs, firstAlarm: number): Verdict['evidence'] {
  const { turn, lastLoss, lastValLoss, band, jitter, fall, speed, epochs, best } = signs;
  const pictures = signs.pictures();
  return {
    epochs,
    bestValLoss: best?.valLoss ?? NaN,
    turnEpoch: turn.epoch,
    turnValLoss: turn.valLoss,
    turnLoss: turn.loss,
    lastLoss,
    lastValLoss,
    rise: lastValLoss - turn.valLoss,
    noiseBand: band,
    jitter,
    lossFell: Math.exp(fall),
    lossFellLastEpoch: Math.exp(speed),
    probability: memorising(signs),
    firstAlarmEpoch: firstAlarm,
    ...(pictures === null
      ? {}
      : {
          pictures: pictures.pictures,
          pictureRise: pictures.mean,
          pictureError: pictures.error,
          picturesRisen: pictures.risen,
        }),
  };
}
