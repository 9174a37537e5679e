export interface JudgedLabels {
  /** `[count, classes]` probabilities of images that the network was not trained on, row by row. */
  probabilities: ArrayLike<number>;
  /** `[count]` the labels as given. */
  labels: ArrayLike<number>;
  /** Names of the classes. */
  classes: string[];
}

export interface WrongLabel {
  /** Place of the image among those that were judged. */
  index: number;
  /** Label as given. */
  given: number;
  /** Label that the network is sure of. */
  suggested: number;
  /** Probability of the suggested label, 0–1. */
  confidence: number;
  /** By how much it exceeds that of the given one, 0–1. */
  margin: number;
}

/**
 * Labels that are likely wrong, the likeliest first: confident learning (Northcutt, Jiang and Chuang, JAIR 2021, arXiv
 * 1911.00068). A network is sure of a class where it gives it at least the mean probability that images with that
 * label get (so a class that it knows badly has a low threshold); an image for which it is surest of another class
 * than the label lies off the diagonal of the paper's confident joint. Those are ranked by margin.
 */
export function likelyWrongLabels({ probabilities, labels, classes }: JudgedLabels): WrongLabel[] {
  const width = classes.length;
  const thresholds = thresholdsOf({ probabilities, labels, classes });
  const found: WrongLabel[] = [];
  for (let index = 0; index < labels.length; index += 1) {
    const given = labels[index] ?? 0;
    let suggested = -1;
    let confidence = -1;
    for (let label = 0; label < width; label += 1) {
      const probability = probabilities[index * width + label] ?? 0;
      if (probability < (thresholds[label] ?? Infinity) || probability <= confidence) continue;
      suggested = label;
      confidence = probability;
    }
    if (suggested < 0 || suggested === given) continue;
    const margin = confidence - (probabilities[index * width + given] ?? 0);
    // Above a low threshold of another class the given one may still be the likeliest: no reason to doubt it.
    if (margin > 0) found.push({ index, given, suggested, confidence, margin });
  }
  return found.toSorted((left, right) => right.margin - left.margin || left.index - right.index);
}

/** `[classes]` mean probability of each class over the images that have its label; out of reach without one. */
function thresholdsOf({ probabilities, labels, classes }: JudgedLabels): number[] {
  const [sums, counts] = [classes.map(() => 0), classes.map(() => 0)];
  for (let index = 0; index < labels.length; index += 1) {
    const label = labels[index] ?? 0;
    sums[label] = (sums[label] ?? 0) + (probabilities[index * classes.length + label] ?? 0);
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return sums.map((sum, label) => (counts[label] === 0 ? Infinity : sum / (counts[label] ?? 1)));
}
