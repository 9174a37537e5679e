/** What a network answered to images, in their order. */
export interface Answers {
  /** `[count, classes]`, row by row. */
  probabilities: ArrayLike<number>;
  /** `[count]` class indices: the truth. */
  labels: ArrayLike<number>;
  /** How many there are. */
  classes: number;
}

/** The most probable class of each image: how probable it was held, and whether it is the true one. */
export interface Confidences {
  /** `[count]` 0–1; NaN where the network answered no number. */
  confidence: Float64Array;
  /** `[count]` 1 or 0. */
  right: Uint8Array;
}

/** The first of equal probabilities wins, as everywhere. */
export function confidencesOf({ probabilities, labels, classes }: Answers): Confidences {
  const confidence = new Float64Array(labels.length);
  const right = new Uint8Array(labels.length);
  for (let image = 0; image < labels.length; image += 1) {
    let [best, greatest] = [0, probabilities[image * classes] ?? Number.NaN];
    for (let index = 1; index < classes; index += 1) {
      const probability = probabilities[image * classes + index] ?? Number.NaN;
      if (probability > greatest) [best, greatest] = [index, probability];
    }
    confidence[image] = greatest;
    right[image] = best === labels[image] ? 1 : 0;
  }
  return { confidence, right };
}

/** Share of the images whose class was answered rightly, 0–1; NaN of no image. */
export function accuracyOf({ right }: Confidences): number {
  return right.reduce((sum, each) => sum + each, 0) / right.length;
}
