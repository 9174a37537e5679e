/** Numbers that are not the reference's to 1e-5 of it, or to 1e-7 where it is about 0; none when all agree. */
export function farFrom(
  ours: number[],
  reference: number[],
): { at: number; ours: number; reference: number }[] {
  const rows = ours.length > reference.length ? ours : reference;
  return rows
    .map((_, at) => ({ at, ours: ours[at] ?? Number.NaN, reference: reference[at] ?? Number.NaN }))
    .filter((row) => !(Math.abs(row.ours - row.reference) <= 1e-7 + 1e-5 * Math.abs(row.reference)));
}
