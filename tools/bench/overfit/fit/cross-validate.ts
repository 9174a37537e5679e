import { randomStream, shuffled } from '@tenbin/contracts';
import { scoreOf } from '../score.ts';
import type { Score } from '../score.ts';
import { answerOf, fitTo } from './looks.ts';
import type { Example, InputName } from './looks.ts';

export interface Folding {
  folds: number;
  seed: number;
}

/** The score of answers to each example by a model that was fitted to the trainings of the other folds. */
export function crossValidate(
  examples: readonly Example[],
  names: readonly InputName[],
  { folds, seed }: Folding,
): Score {
  const trainings = [...new Set(examples.map(({ training }) => training))];
  const order = shuffled(trainings, randomStream(seed, 'folds'));
  const foldOf = new Map(order.map((training, place) => [training, place % folds]));
  const answered = Array.from({ length: folds }, (_, fold) => {
    const isHeld = ({ training }: Example): boolean => foldOf.get(training) === fold;
    const model = fitTo(
      examples.filter((example) => !isHeld(example)),
      names,
    );
    return examples
      .filter(isHeld)
      .map((example) => ({ case: example.case, answer: answerOf(example, model, names) }));
  }).flat();
  return scoreOf(
    answered.map((each) => each.case),
    answered.map(({ answer }) => answer),
  );
}
