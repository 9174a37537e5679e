/** A loss as people read it. */
export function show(value: number): string {
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : value.toFixed(4);
}

/** A share in whole per cent, without its sign; 0 for a share of nothing. */
export function percent(share: number): number {
  return Number.isFinite(share) ? Math.round(Math.abs(100 * share)) : 0;
}
