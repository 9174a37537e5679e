import type { Detect } from './detect.ts';
import type { Answer } from './score.ts';

/** Rules that others stop by; on curves alone, as they are published. Epochs count from 0. */
export const knownRules: Record<string, Detect> = {
  'Keras EarlyStopping, patience 3': earlyStopping(3),
  'Keras EarlyStopping, patience 5': earlyStopping(5),
  'Keras EarlyStopping, patience 10': earlyStopping(10),
  'Prechelt GL 5': generalisationLoss(5),
  'Prechelt GL 10': generalisationLoss(10),
  'Prechelt GL 20': generalisationLoss(20),
  'GL 5 at the end': generalisationLossAtEnd(5),
  'GL 10 at the end': generalisationLossAtEnd(10),
  'Prechelt UP 2, strips of 5': successiveRises(2),
  'Prechelt UP 3, strips of 5': successiveRises(3),
  'SageMaker Overfit, patience 5': sagemaker({ threshold: 0.1, patience: 5 }),
  'gap above 0.2 at the end': gapAtEnd(0.2),
  'smoothed val_loss 5 % above its low': smoothedRise(5),
  'smoothed val_loss 10 % above its low': smoothedRise(10),
};

const nothing: Answer = { overfit: false, onset: null, detectedAt: null };

/** Keras's callback with its defaults but for `patience`, and with the best weights restored. */
function earlyStopping(patience: number): Detect {
  return ({ history: { val_loss } }) => {
    let [best, place, wait] = [Infinity, 0, 0];
    for (const [at, value] of val_loss.entries()) {
      wait += 1;
      if (value < best) [best, place, wait] = [value, at, 0];
      if (wait >= patience && at > 0) return alarm(at, place);
    }
    return nothing;
  };
}

/** L. Prechelt, Early Stopping — But When?, 1998: val_loss so many percent above its low. */
function generalisationLoss(percent: number): Detect {
  return ({ history: { val_loss } }) => firstAbove(val_loss, percent);
}

/** The same, judged once when all is over. */
function generalisationLossAtEnd(percent: number): Detect {
  return ({ history: { val_loss } }) => {
    const [last, low] = [val_loss.length - 1, lowest(val_loss)];
    return 100 * ((val_loss[last] ?? NaN) / (val_loss[low] ?? NaN) - 1) > percent
      ? alarm(last, low)
      : nothing;
  };
}

/** Prechelt's UP: the ends of so many strips in a row are above those before them. */
function successiveRises(strips: number): Detect {
  const length = 5;
  return ({ history: { val_loss } }) => {
    let risen = 0;
    for (let at = 2 * length - 1; at < val_loss.length; at += length) {
      risen = (val_loss[at] ?? NaN) > (val_loss[at - length] ?? NaN) ? risen + 1 : 0;
      if (risen >= strips) return alarm(at, lowest(val_loss.slice(0, at + 1)));
    }
    return nothing;
  };
}

/** The built-in rule of Amazon SageMaker Debugger: the gap is a share of the training loss, `patience` times in a row. */
function sagemaker({ threshold, patience }: { threshold: number; patience: number }): Detect {
  return ({ history: { loss, val_loss } }) => {
    let wide = 0;
    for (const [at, value] of val_loss.entries()) {
      const trained = loss[at] ?? NaN;
      wide = (value - trained) / Math.max(trained, 1e-12) > threshold ? wide + 1 : 0;
      if (wide >= patience) return alarm(at, lowest(val_loss.slice(0, at + 1)));
    }
    return nothing;
  };
}

/** What people look at: val_loss − loss over the last three epochs. */
function gapAtEnd(threshold: number): Detect {
  return ({ history: { loss, val_loss } }) => {
    const gaps = val_loss
      .map((value, at) => value - (loss[at] ?? NaN))
      .filter((_, at) => at >= val_loss.length - 3);
    const finite = gaps.filter((gap) => !Number.isNaN(gap));
    const gap = finite.reduce((sum, each) => sum + each, 0) / finite.length;
    return gap > threshold ? alarm(val_loss.length - 1, lowest(val_loss)) : nothing;
  };
}

/** Prechelt's GL on a mean of the last five epochs: what takes the noise away, and comes later. */
function smoothedRise(percent: number): Detect {
  const span = 5;
  return ({ history: { val_loss } }) => {
    const smooth = val_loss.map((_, at) => {
      const window = val_loss.slice(Math.max(0, at + 1 - span), at + 1);
      return window.reduce((sum, value) => sum + value, 0) / window.length;
    });
    const { detectedAt } = firstAbove(smooth, percent);
    return detectedAt === null ? nothing : alarm(detectedAt, lowest(val_loss.slice(0, detectedAt + 1)));
  };
}

function firstAbove(values: readonly number[], percent: number): Answer {
  let [best, place] = [Infinity, 0];
  for (const [at, value] of values.entries()) {
    if (value < best) [best, place] = [value, at];
    if (100 * (value / best - 1) > percent) return alarm(at, place);
  }
  return nothing;
}

/** Place of the lowest number. */
function lowest(values: readonly number[]): number {
  return values.reduce(
    (low, value, at) => (value < (values[low] ?? NaN) || Number.isNaN(values[low]) ? at : low),
    0,
  );
}

function alarm(at: number, onset: number): Answer {
  return { overfit: true, onset, detectedAt: at };
}
