/**
 * Indices, in ascending order, of the points that no other one dominates: none is at least as good in every objective and
 * better in one. Equal points stay together; a point with a NaN is never in it.
 * @param losses for each point its objectives, less is better
 */
export function paretoFront(losses: readonly (readonly number[])[]): number[] {
  const known = losses.map((point, index) => ({ point, index })).filter(({ point }) => isKnown(point));
  // After sorting only an earlier point can dominate a later one, and of those it is enough to ask the front.
  const front: typeof known = [];
  for (const each of known.toSorted((a, b) => compare(a.point, b.point))) {
    if (!front.some(({ point }) => dominates(point, each.point))) front.push(each);
  }
  return front.map(({ index }) => index).toSorted((a, b) => a - b);
}

function dominates(a: readonly number[], b: readonly number[]): boolean {
  let better = false;
  for (let objective = 0; objective < a.length; objective += 1) {
    const [own, other] = [a[objective] ?? NaN, b[objective] ?? NaN];
    if (own > other) return false;
    if (own < other) better = true;
  }
  return better;
}

function isKnown(point: readonly number[]): boolean {
  return point.every((loss) => !Number.isNaN(loss));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let objective = 0; objective < a.length; objective += 1) {
    const [own, other] = [a[objective] ?? NaN, b[objective] ?? NaN];
    if (own !== other) return own < other ? -1 : 1;
  }
  return 0;
}
