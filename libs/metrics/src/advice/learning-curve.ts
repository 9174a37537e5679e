import { studentQuantile } from '../statistics/index.ts';
import { bestOf, settingWithout } from './evidence.ts';
import { counted, figure } from './figures.ts';
import type { Patient } from './rule.ts';

/** A run's best val_loss, and how many training images it had: as a number, or as a share of all. */
export interface SizedLoss {
  size: number;
  loss: number;
}

export interface Extrapolation {
  /** val_loss on the curve at the size asked for, with its 95 % interval. */
  value: number;
  low: number;
  high: number;
  /** val_loss on the curve at the largest size that was tried. */
  now: number;
  /** a, b and c of a + b × size^−c. */
  floor: number;
  scale: number;
  exponent: number;
}

/** Exponents that were measured for images lie from 0.07 to 0.6 (Hestness et al. 2017, arXiv 1712.00409); a little more is left. */
const exponents = Array.from({ length: 39 }, (_, step) => 0.05 + step * 0.025);

/**
 * The learning curve val_loss ≈ a + b × size^−c through runs of three sizes or more, at `factor` times the largest size.
 * The interval takes in every exponent that the scatter of the runs allows, so it grows where they say little.
 * @param factor 2 at most: further than that nobody should follow a curve
 * @returns null where there are too few sizes, no run more than numbers to fit, or no fall
 */
export function extrapolate(runs: readonly SizedLoss[], factor: number): Extrapolation | null {
  const sizes = new Set(runs.map(({ size }) => size));
  const freedom = runs.length - 3;
  if (sizes.size < 3 || freedom < 1 || !(factor > 0 && factor <= 2)) return null;
  const largest = Math.max(...sizes);
  const fits = exponents
    .map((exponent) => fitAt(runs, { exponent, largest, factor }))
    .filter((fit) => fit !== null);
  const best = fits.reduce<Fit | null>(
    (least, fit) => (least === null || fit.rest < least.rest ? fit : least),
    null,
  );
  if (best === null) return null;
  const variance = best.rest / freedom;
  const quantile = studentQuantile(0.975, freedom);
  const allowed = fits.filter(({ rest }) => rest <= best.rest + quantile ** 2 * variance);
  const error = (fit: Fit) => quantile * Math.sqrt(variance * fit.leverage);
  return {
    value: best.value,
    low: Math.max(0, Math.min(...allowed.map((fit) => fit.value - error(fit)))),
    high: Math.max(...allowed.map((fit) => fit.value + error(fit))),
    now: best.now,
    floor: best.floor,
    scale: best.scale,
    exponent: best.exponent,
  };
}

export interface MoreData {
  sentence: string;
  /** Share by which twice the images lower the best val_loss; null where only the direction is known. */
  fall: number | null;
}

/** What twice the images would bring; with two sizes only the direction, with one nothing. */
export function learningCurveOf({ run, peers, images }: Patient): MoreData | null {
  const setting = settingWithout(['trainShare']);
  const runs = peers
    .filter((peer) => setting(peer) === setting(run))
    .map((peer) => ({ size: peer.config.parameters.trainShare, loss: bestOf(peer, 'val_loss') }));
  const sizes = [...new Set(runs.map(({ size }) => size))].toSorted((left, right) => left - right);
  if (sizes.length < 2) return null;
  const curve = extrapolate(runs, 2);
  if (curve === null) return directionOf(runs, sizes);
  const largest = sizes.at(-1) ?? 1;
  const known = images === null ? null : Math.round((images * largest) / run.config.parameters.trainShare);
  const most = known === null ? 'the images' : `the ${counted(known, 'image')}`;
  const sentence =
    `Twice ${most} should bring the best val_loss from ${figure(curve.now)} to ${figure(curve.value)} ` +
    `(95 %: ${figure(curve.low)} to ${figure(curve.high)}): the curve ${figure(curve.floor)} + ${figure(curve.scale)} × share^−${figure(curve.exponent)} ` +
    `through ${counted(runs.length, 'run')} of ${sizes.length} sizes.`;
  return { sentence, fall: 1 - curve.value / curve.now };
}

interface Fit {
  exponent: number;
  floor: number;
  scale: number;
  /** Sum of squared residuals. */
  rest: number;
  now: number;
  value: number;
  /** Variance of `value` as a multiple of that of a run. */
  leverage: number;
}

/** Least squares of a + b × size^−c at one c, with neither a nor b below 0; null where it falls nowhere. */
function fitAt(
  runs: readonly SizedLoss[],
  { exponent, largest, factor }: { exponent: number; largest: number; factor: number },
): Fit | null {
  const points = runs.map(({ size, loss }) => ({ x: (size / largest) ** -exponent, loss }));
  const meanX = mean(points.map(({ x }) => x));
  const meanLoss = mean(points.map(({ loss }) => loss));
  const spread = sum(points.map(({ x }) => (x - meanX) ** 2));
  const slope = sum(points.map(({ x, loss }) => (x - meanX) * (loss - meanLoss))) / spread;
  if (slope <= 0) return null;
  const isFree = meanLoss - slope * meanX >= 0;
  const squares = sum(points.map(({ x }) => x ** 2));
  const scale = isFree ? slope : sum(points.map(({ x, loss }) => x * loss)) / squares;
  const floor = isFree ? meanLoss - slope * meanX : 0;
  const x = factor ** -exponent;
  return {
    exponent,
    floor,
    scale: scale * largest ** exponent,
    rest: sum(points.map((point) => (point.loss - floor - scale * point.x) ** 2)),
    now: floor + scale,
    value: floor + scale * x,
    leverage: isFree ? 1 / points.length + (x - meanX) ** 2 / spread : x ** 2 / squares,
  };
}

function directionOf(runs: readonly SizedLoss[], sizes: readonly number[]): MoreData {
  const at = (size: number | undefined) =>
    mean(runs.filter((each) => each.size === size).map(({ loss }) => loss));
  const few = at(sizes[0]);
  const many = at(sizes.at(-1));
  const times = Number(((sizes.at(-1) ?? NaN) / (sizes[0] ?? NaN)).toPrecision(2));
  const seen = `with ${times} times as many the best val_loss went from ${figure(few)} to ${figure(many)}`;
  return many < few
    ? {
        sentence: `More images helped: ${seen}; how much twice as many would bring, runs of more sizes would tell.`,
        fall: null,
      }
    : { sentence: `More images did not help: ${seen}.`, fall: 0 };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
