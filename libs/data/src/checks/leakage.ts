import type { Split } from '../splitting/split.ts';
import type { Check } from './check.ts';

/**
 * Copies on two sides of the split: what is trained on tells the answer to what is judged by. Copies in the part that
 * is split are kept on one side, so that none leaks; it is said how many would have. A source's own test part is left
 * as it is: there they do.
 */
export const leakage: Check = ({ decoded: { copies, labels, testFrom }, split }) => {
  const seen = new Set([...split.train, ...split.validation]);
  const leaking = twinsOf(copies, { judged: new Set(split.test.filter((image) => image >= testFrom)), seen });
  const kept = copies.map((group) => group.filter((image) => image < testFrom));
  const spared = wouldLeak(kept, split.withoutGroups);
  const sentences: string[] = [];
  if (leaking.length > 0) {
    sentences.push(
      `${leaking.length} of ${split.test.length} test images have a copy among the images that are trained on or validated: the test looks better than it is.`,
    );
  }
  if (spared.length > 0) {
    const { validation, test } = split.withoutGroups;
    sentences.push(
      `${spared.length} of ${validation.length + test.length} held-out images would have had a copy among those that are trained on; copies are kept on one side, so none has.`,
    );
  }
  const torn = kept.filter((group) => new Set(group.map((image) => labels[image])).size > 1).flat();
  if (torn.length > 0) sentences.push(`${torn.length} images have a copy under another label.`);
  if (sentences.length === 0) return null;
  const shown = [
    ...leaking.map((image) => ({ image, caption: 'test image with a copy' })),
    ...torn.map((image) => ({ image, caption: 'copy under another label' })),
    ...spared.map((image) => ({ image, caption: 'would have leaked' })),
  ];
  const images = new Set(shown.map(({ image }) => image));
  return {
    message: sentences.join(' '),
    count: images.size,
    shown: shown.filter(({ image }, at) => shown.findIndex((other) => other.image === image) === at),
  };
};

/** Held-out images with a copy in training. */
function wouldLeak(copies: number[][], { train, validation, test }: Split): number[] {
  return twinsOf(copies, { judged: new Set([...validation, ...test]), seen: new Set(train) });
}

function twinsOf(copies: number[][], { judged, seen }: { judged: Set<number>; seen: Set<number> }): number[] {
  return copies
    .filter((group) => group.some((image) => seen.has(image)))
    .flatMap((group) => group.filter((image) => judged.has(image)));
}
