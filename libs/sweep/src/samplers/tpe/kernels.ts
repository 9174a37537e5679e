import type { RandomStream } from '@tenbin/contracts';
import type { Axis } from './axis.ts';
import { bandwidthOf } from './bandwidth.ts';
import { normalBelow, normalDraw } from './normal.ts';

/**
 * A density over one axis around each observation. Where an observation is NaN, because the dimension did not exist in
 * that trial, it is even over the whole axis.
 */
export interface Kernels {
  /** Adds to `logs[i]` the logarithm of the density at `place` around observation i. */
  addLogs(logs: Float64Array, place: number): void;
  /** A place by chance, out of the density around observation i. */
  draw(index: number, random: RandomStream): number;
}

export function kernelsOf({ kind, cells }: Axis, observed: Float64Array): Kernels {
  if (kind === 'nominal') return nominalKernels(observed, cells);
  const bandwidth = bandwidthOf(observed, cells);
  return Number.isFinite(cells)
    ? cellKernels(observed, { cells, bandwidth })
    : normalKernels(observed, bandwidth);
}

/** Normal distributions cut off at both ends of the axis. */
function normalKernels(observed: Float64Array, bandwidth: number): Kernels {
  // Where nothing was observed a slope and a norm of 0 are the even density, without a branch in the loop.
  const centres = observed.map((centre) => (Number.isNaN(centre) ? 0 : centre));
  const slopes = observed.map((centre) => (Number.isNaN(centre) ? 0 : 1 / bandwidth));
  const norms = observed.map((centre) => {
    const inside = normalBelow((1 - centre) / bandwidth) - normalBelow(-centre / bandwidth);
    return Number.isNaN(centre) ? 0 : -Math.log(bandwidth * Math.sqrt(2 * Math.PI) * inside);
  });
  return {
    addLogs(logs, place) {
      for (let i = 0; i < logs.length; i += 1) {
        const distance = (place - (centres[i] ?? 0)) * (slopes[i] ?? 0);
        logs[i] = (logs[i] ?? 0) + (norms[i] ?? 0) - 0.5 * distance * distance;
      }
    },
    draw(index, random) {
      const centre = observed[index] ?? NaN;
      if (Number.isNaN(centre)) return random.next();
      for (;;) {
        const place = centre + bandwidth * normalDraw(random);
        if (place >= 0 && place < 1) return place;
      }
    },
  };
}

/** A row of densities, cell by cell, for every cell that can be observed. */
function cellKernels(
  observed: Float64Array,
  { cells, bandwidth }: { cells: number; bandwidth: number },
): Kernels {
  const rows = Array.from({ length: cells }, (_, centre) => {
    const heights = Float64Array.from({ length: cells }, (_unused, cell) =>
      Math.exp(-0.5 * ((cell - centre) / cells / bandwidth) ** 2),
    );
    const mean = heights.reduce((sum, height) => sum + height, 0) / cells;
    return heights.map((height) => height / mean);
  });
  return tableKernels(observed, rows);
}

/** The observed value, and any value with the weight of one observation shared among all (as in Optuna). */
function nominalKernels(observed: Float64Array, cells: number): Kernels {
  const other = 1 / (observed.length + cells);
  const rows = Array.from({ length: cells }, (_, centre) =>
    Float64Array.from({ length: cells }, (_unused, cell) =>
      cell === centre ? cells * (1 - (cells - 1) * other) : cells * other,
    ),
  );
  return tableKernels(observed, rows);
}

/** @param rows for each observed cell the density at each cell, 1 on average */
function tableKernels(observed: Float64Array, rows: readonly Float64Array[]): Kernels {
  const cells = rows.length;
  const even = new Float64Array(cells).fill(1);
  // One row more, the even one, for where nothing was observed.
  const all = [...rows, even];
  const rowOf = Int32Array.from(observed, (centre) =>
    Number.isNaN(centre) ? cells : Math.floor(centre * cells),
  );
  const columns = Array.from({ length: cells }, (_, cell) =>
    Float64Array.from(all, (row) => Math.log(row[cell] ?? 1)),
  );
  return {
    addLogs(logs, place) {
      const column = columns[Math.floor(place * cells)] ?? even;
      for (let i = 0; i < logs.length; i += 1) logs[i] = (logs[i] ?? 0) + (column[rowOf[i] ?? cells] ?? 0);
    },
    draw(index, random) {
      const row = all[rowOf[index] ?? cells] ?? even;
      let [rest, cell] = [random.next() * cells, 0];
      while (cell < cells - 1 && (rest -= row[cell] ?? 0) >= 0) cell += 1;
      return (cell + 0.5) / cells;
    },
  };
}
