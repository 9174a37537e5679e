// Fits the two models of libs/metrics, and says by five-fold cross-validation over trainings, five foldings each, how good
// such models are: node tools/bench/overfit/fit/fit.ts. The half kept back has no part in it.
import { fittedTrainings } from '../fitted-trainings.ts';
import { parts, seenOn } from '../parts.ts';
import { readRecordings } from '../recording.ts';
import type { Score } from '../score.ts';
import { pool } from '../trainings.ts';
import { labelOf } from '../truth.ts';
import { crossValidate } from './cross-validate.ts';
import { fitTo, looksAt } from './looks.ts';
import type { Example, InputName } from './looks.ts';

/** The clear histories that have curves alone. */
export async function curveExamples(): Promise<Example[]> {
  const { cases, seen } = await fittedTrainings();
  return cases.flatMap((each, at) => {
    const history = seen[at];
    if (each.label.borderline || history === undefined) return [];
    return [{ training: String(at), case: each, looks: looksAt(history) }];
  });
}

/** The clear trainings of the development half, on every size of validation set. */
export async function pictureExamples(): Promise<Example[]> {
  const recordings = (await readRecordings(pool)).filter(({ half }) => half === 'development');
  return recordings.flatMap((recording) => {
    const label = labelOf(recording.truth);
    if (label.borderline) return [];
    const known = { label, testLoss: recording.truth.testLoss };
    return parts.map((part) => ({
      training: recording.id,
      case: known,
      looks: looksAt(seenOn(recording, part)),
    }));
  });
}

export const curveInputs: readonly InputName[] = ['rise', 'fall', 'speed'];
export const pictureInputs: readonly InputName[] = ['rise', 'fall', 'certainty'];
const foldings = [1, 2, 3, 4, 5].map((seed) => ({ folds: 5, seed }));

function tell(title: string, examples: readonly Example[], names: readonly InputName[]): void {
  const { weights, constant } = fitTo(examples, names);
  const terms = names.map((name, at) => `${weights[at]?.toFixed(3)} ${name}`);
  const scores = foldings.map((folding) => crossValidate(examples, names, folding));
  const figure = (of: (score: Score) => number): string => {
    const values = scores.map(of);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return `${mean.toFixed(3)} (${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)})`;
  };
  console.log(`${title}: ${terms.join(' + ')} + ${constant.toFixed(3)}`);
  console.log(`  F1 ${figure(({ f1 }) => f1)}, false positives ${figure((score) => score.falsePositives)}`);
  console.log(
    `  delay ${figure(({ delay }) => delay)}, onset error ${figure(({ onsetError }) => onsetError.mean)}`,
  );
}

if (import.meta.main) {
  const [curves, pictures] = [await curveExamples(), await pictureExamples()];
  tell('curves alone', curves, curveInputs);
  tell('picture by picture', pictures, pictureInputs);
  tell('the same trainings without their pictures', pictures, ['rise', 'fall']);
}
