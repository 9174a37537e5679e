import type { ClassCourse, GeneralisationAt } from '@tenbin/contracts';
import { metric, rate, signed } from '../../../format/number.ts';

type At = Pick<GeneralisationAt, 'epoch' | 'gap'>;

/** How the gap went from the best epoch to the last, and whether chance explains that. */
export function gapInWords(best: At | null, last: At | null): string {
  const only = last ?? best;
  if (only === null) return '';
  if (best === null || last === null || best.epoch === last.epoch) {
    return `At epoch ${only.epoch} validation images lose ${signed(only.gap.value)} against training images.`;
  }
  const words = `The gap went from ${signed(best.gap.value)} at the best epoch, ${best.epoch}, to ${signed(last.gap.value)} at the last, ${last.epoch}`;
  if (last.gap.low > best.gap.high) return `${words}: more than chance explains.`;
  if (last.gap.high < best.gap.low) return `${words}: it closed, by more than chance explains.`;
  return `${words}; their intervals overlap.`;
}

/** How far confidence can be believed: over- or underconfident, and how sure it is where it is wrong. */
export function calibrationInWords({
  calibrationError,
  reliability,
  wrongConfidence,
}: Pick<GeneralisationAt, 'calibrationError' | 'reliability' | 'wrongConfidence'>): string {
  const total = reliability.reduce((sum, { count }) => sum + count, 0);
  const bias = reliability.reduce(
    (sum, { count, confidence, accuracy }) =>
      sum + (count === 0 ? 0 : (count / total) * (confidence - accuracy)),
    0,
  );
  const off = Math.abs(bias) < 0.005 ? 'Confidence and accuracy agree on average' : biased(bias);
  const wrong = Number.isNaN(wrongConfidence)
    ? ''
    : ` Where it is wrong, it is ${rate(wrongConfidence)} sure.`;
  return `${off}; the calibration error is ${metric(calibrationError.value, 3)}.${wrong}`;
}

function biased(bias: number): string {
  return `${bias > 0 ? 'Overconfident' : 'Underconfident'} by ${metric(100 * Math.abs(bias), 1)} points on average`;
}

/** Which class got worse first, and how many did. */
export function coursesInWords(courses: readonly Pick<ClassCourse, 'name' | 'onsetEpoch'>[]): string {
  const risen = courses
    .flatMap(({ name, onsetEpoch }) => (onsetEpoch === null ? [] : [{ name, onsetEpoch }]))
    .toSorted((a, b) => a.onsetEpoch - b.onsetEpoch);
  const [first] = risen;
  if (!first) return 'No class is worse at the end than at its best.';
  const same = risen.filter(({ onsetEpoch }) => onsetEpoch === first.onsetEpoch).map(({ name }) => name);
  const names = same.length > 3 ? `${same.length} classes` : list(same);
  const all =
    risen.length === courses.length ? 'every class does' : `${risen.length} of ${courses.length} classes do`;
  const verb = same.length === 1 ? 'overfits' : 'overfit';
  if (risen.length === 1) return `Only ${names} ${verb}, from epoch ${first.onsetEpoch}.`;
  return `${names} ${verb} first, from epoch ${first.onsetEpoch}; ${all} in the end.`;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
