import type { GeneralisationAt, Interval } from '@tenbin/contracts';
import { bootstrap } from '../statistics/index.ts';
import { confidencesOf } from './answers.ts';
import type { Answers, Confidences } from './answers.ts';
import { roundsFor } from './rounds.ts';

const binCount = 10;

export type Reliability = Pick<
  GeneralisationAt,
  'calibrationError' | 'reliability' | 'wrongConfidence' | 'rightConfidence'
>;

/**
 * How far the probabilities of a network can be believed: the reliability diagram of ten bins of equal width, the expected
 * calibration error Σ (count / all) · |accuracy − confidence| (Guo et al. 2017, eq. 3), and how confident it is where it is
 * right and where it is wrong. Images without a number for an answer are left out.
 * @param seed of the bootstrap over images
 */
export function reliabilityOf(answers: Answers, seed: number): Reliability {
  const found = confidencesOf(answers);
  const bins = binsOf(found);
  const meanWhere = (wanted: number) =>
    mean(found.confidence.filter((value, image) => found.right[image] === wanted && !Number.isNaN(value)));
  return {
    reliability: bins.map(({ count, confidence, right }) => ({
      count,
      confidence: confidence / count,
      accuracy: right / count,
    })),
    calibrationError: calibrationErrorOf(found, seed),
    wrongConfidence: meanWhere(0),
    rightConfidence: meanWhere(1),
  };
}

/** Sums over the images of each bin. */
function binsOf({ confidence, right }: Confidences) {
  const bins = Array.from({ length: binCount }, () => ({ count: 0, confidence: 0, right: 0 }));
  confidence.forEach((value, image) => {
    const bin = bins[binAt(value)];
    if (!bin) return;
    bin.count += 1;
    bin.confidence += value;
    bin.right += right[image] ?? 0;
  });
  return bins;
}

/** NaN has no bin. */
function binAt(confidence: number): number {
  return Math.min(binCount - 1, Math.floor(confidence * binCount));
}

/**
 * The error grows under resampling as much as it did under sampling: |·| turns noise into error. So the percentile
 * interval is reflected at the value (the basic bootstrap of Davison & Hinkley 1997, 5.2.1).
 */
function calibrationErrorOf({ confidence, right }: Confidences, seed: number): Interval {
  const images = Array.from(confidence.keys()).filter((image) => !Number.isNaN(confidence[image]));
  const bins = Uint8Array.from(confidence, binAt);
  const excess = Float64Array.from(confidence, (value, image) => (right[image] ?? 0) - value);
  const errorOf = (drawn: ArrayLike<number>): number => {
    const sums = new Float64Array(binCount);
    for (let at = 0; at < drawn.length; at += 1) {
      const image = drawn[at] ?? 0;
      const bin = bins[image] ?? 0;
      sums[bin] = (sums[bin] ?? 0) + (excess[image] ?? 0);
    }
    return sums.reduce((sum, each) => sum + Math.abs(each), 0) / drawn.length;
  };
  if (images.length === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const { value, low, high } = bootstrap({
    samples: [images],
    statistic: ([drawn = []]) => errorOf(drawn),
    seed,
    rounds: roundsFor(images.length),
  });
  return {
    value,
    low: Math.max(0, Math.min(value, 2 * value - high)),
    high: Math.min(1, Math.max(value, 2 * value - low)),
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
