import { randomStream, shuffled } from '@tenbin/contracts';
import { classOf, countsOf, tooFew, tooFewAtAll } from './classes-of-groups.ts';
import { holdOut } from './hold-out.ts';
import type { Held } from './hold-out.ts';
import type { SplitRequest } from './split.ts';

/**
 * One fold of k: the same seed gives the same k parts, which are disjoint and together all that is not kept for the
 * test; a copy with two labels is only trained on. Classes are spread evenly over the folds (without `stratify` only the images are); the largest groups are
 * dealt first, each to the fold that has the least of its class.
 * @throws AppError `dataset_invalid` when a class has fewer groups than there are folds
 */
export function dealFolds(request: SplitRequest, fold: { number: number; count: number }): Held {
  const { labels, groups, classes, stratify, seed, mixed, test: share } = request;
  // The same images as without folds, so that their tests compare.
  const test = share > 0 ? holdOut(request).test : new Set<number>();
  const left = groups.filter(
    (group) => !group.some((image) => test.has(image)) && (mixed || classOf(group, labels) >= 0),
  );
  refuseTooFew({ labels, classes, stratify, left }, fold.count);
  const folds = Array.from({ length: fold.count }, (): number[] => []);
  const counts = folds.map(() => Array<number>(classes.length).fill(0));
  const byClass = Map.groupBy(left, (group) => (stratify ? classOf(group, labels) : -1));
  for (const [label, own] of [...byClass].toSorted(([one], [other]) => one - other)) {
    const order = shuffled(own, randomStream(seed, `folds/${classes[label] ?? 'all'}`));
    for (const group of order.toSorted((one, other) => other.length - one.length)) {
      const ofGroup = countsOf(group, labels, classes.length);
      const loads = folds.map((images, at) => {
        const there = counts[at] ?? [];
        const alike = stratify ? ofGroup.reduce((sum, count, of) => sum + count * (there[of] ?? 0), 0) : 0;
        return { at, alike, images: images.length };
      });
      const [least] = loads.toSorted((one, other) => one.alike - other.alike || one.images - other.images);
      const at = least?.at ?? 0;
      folds[at]?.push(...group);
      counts[at] = (counts[at] ?? []).map((count, of) => count + (ofGroup[of] ?? 0));
    }
  }
  return { validation: new Set(folds[fold.number - 1]), test };
}

function refuseTooFew(
  {
    labels,
    classes,
    stratify,
    left,
  }: Pick<SplitRequest, 'labels' | 'classes' | 'stratify'> & { left: number[][] },
  folds: number,
): void {
  if (left.length < folds) throw tooFewAtAll(left.length, folds);
  if (!stratify) return;
  for (const [label, name] of classes.entries()) {
    const withClass = left.filter((group) => group.some((image) => labels[image] === label));
    const size = withClass.flat().filter((image) => labels[image] === label).length;
    if (withClass.length < folds) throw tooFew(name, size, folds);
  }
}
