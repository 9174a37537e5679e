/**
 * Which of several tests hold when all of them together may err with probability `alpha` at most (Holm 1979): the level
 * at which each is held to be true, null where it is not.
 */
export function holmLevels(ps: readonly number[], alpha: number): (number | null)[] {
  const levels: (number | null)[] = ps.map(() => null);
  const ascending = Array.from(ps.keys()).toSorted((a, b) => (ps[a] ?? 1) - (ps[b] ?? 1));
  for (const [rank, test] of ascending.entries()) {
    const level = alpha / (ps.length - rank);
    if (!((ps[test] ?? 1) <= level)) break;
    levels[test] = level;
  }
  return levels;
}
