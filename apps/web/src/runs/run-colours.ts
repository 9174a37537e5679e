/** How a shown run is drawn: a place among the 12 colours, dashed when it is the second in that colour. */
export interface Paint {
  /** 0–11: the run has the colour `--c1` … `--c12`. */
  colour: number;
  dashed: boolean;
}

const colours = 12;

/** Runs that are shown until somebody chooses. */
export const shownAtFirst = 6;

/**
 * Paints for the shown runs. A run keeps its paint while it is shown, and a new one gets the first that is free,
 * so hiding one never recolours another.
 */
export function assignPaints(
  before: ReadonlyMap<number, Paint>,
  shown: readonly number[],
): Map<number, Paint> {
  const kept = new Map(shown.flatMap((id) => [...withPaint(id, before.get(id))]));
  const taken = new Set([...kept.values()].map(placeOf));
  let next = 0;
  return new Map(
    shown.map((id) => {
      const paint = kept.get(id);
      if (paint) return [id, paint];
      while (taken.has(next)) next += 1;
      taken.add(next);
      return [id, { colour: next % colours, dashed: next >= colours }];
    }),
  );
}

/**
 * The first runs of a list, for as long as nobody chooses: those that were shown stay, so that a list that
 * sorts itself anew with each epoch does not make the chart jump.
 */
export function firstShown(before: readonly number[], ordered: readonly number[]): number[] {
  const there = new Set(ordered);
  const stay = before.filter((id) => there.has(id)).slice(0, shownAtFirst);
  const more = ordered.filter((id) => !stay.includes(id)).slice(0, shownAtFirst - stay.length);
  return [...stay, ...more];
}

/** The colour as CSS writes it; grey for a run that is not shown. */
export function cssColour(paint: Paint | undefined): string {
  return paint ? `var(--c${paint.colour + 1})` : 'var(--train)';
}

function placeOf({ colour, dashed }: Paint): number {
  return colour + (dashed ? colours : 0);
}

function* withPaint(id: number, paint: Paint | undefined): Generator<[number, Paint]> {
  if (paint) yield [id, paint];
}
