import { DisjointSets } from './disjoint-sets.ts';

export interface GroupRequest {
  /** `[count]` paths inside the source. */
  files: string[];
  /** Images that are copies of each other. */
  copies: number[][];
  /** Images whose paths it matches alike belong together: alike in its first group if it has one, else in all of it. */
  pattern: string | undefined;
}

/** Images that have to stay on one side of a split, as lists of indices; an image that may stand alone is one by itself. */
export function imageGroups({ files, copies, pattern }: GroupRequest): number[][] {
  const sets = new DisjointSets(files.length);
  for (const [first, ...others] of copies) {
    for (const other of others) sets.join(first ?? other, other);
  }
  if (pattern !== undefined) joinAlike(sets, files, new RegExp(pattern, 'u'));
  return sets.groups();
}

function joinAlike(sets: DisjointSets, files: string[], pattern: RegExp): void {
  const firsts = new Map<string, number>();
  files.forEach((file, at) => {
    const match = pattern.exec(file);
    if (match === null) return;
    const key = match[1] ?? match[0];
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, at);
    else sets.join(first, at);
  });
}
