/** One line of a benchmark's table. */
export interface Row {
  what: string;
  ours: number;
  /** The other side of the comparison; `missing` when it could not be installed, null where there is none. */
  peer: number | 'missing' | null;
  unit: string;
  /** ours / peer */
  ratio: number | null;
}

export interface Setting {
  /** Tenbin's folder on this machine. */
  home: string;
  /** Whether it should end within a minute or two, with figures that only show that it works. */
  quick: boolean;
  /** Takes a line about what is going on. */
  log: (line: string) => void;
}

export interface Report {
  rows: Row[];
  /** What the figures were taken with, and what is missing and why. */
  notes: string[];
}

export interface Benchmark {
  /** One line of the help. */
  summary: string;
  run(setting: Setting): Promise<Report>;
}

/** A row of two figures of which either may be missing; null when there is none of ours. */
export function rowOf(
  what: string,
  unit: string,
  [ours, peer]: [ours: number | undefined, peer: number | 'missing' | null | undefined],
): Row[] {
  if (ours === undefined) return [];
  const ratio = typeof peer === 'number' ? ours / peer : null;
  return [{ what, ours, peer: peer === undefined ? 'missing' : peer, unit, ratio }];
}

/** The middle one; of an even number the mean of the two in the middle; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
