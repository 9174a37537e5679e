import type { Interval } from '@tenbin/contracts';
import type { MeanStd, PairedChange } from '@tenbin/metrics';
import { formatSeconds } from '../progress/format.ts';

const minus = '−';
/** What stands where there is no value. */
export const missing = '–';

/** A loss or an accuracy: `0.4095`, `12.30`, `1.2e+5`, `NaN`, `∞`. */
export function metric(value: number | null | undefined, decimals = 4): string {
  if (value === null || value === undefined) return missing;
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 ? minus : '';
  return sign + magnitude(Math.abs(value), decimals);
}

/** A difference, always with its sign: `+0.814`, `−0.02`. */
export function signed(value: number, decimals = 3): string {
  if (Number.isNaN(value)) return 'NaN';
  return (value < 0 ? minus : '+') + magnitude(Math.abs(value), decimals);
}

/** `0.885 ± .013`; without its spread where that is not known. */
export function meanStd({ mean, std }: MeanStd): string {
  if (Number.isNaN(mean)) return missing;
  return Number.isFinite(std) ? `${metric(mean, 3)} ± ${std.toFixed(3).replace(/^0/, '')}` : metric(mean, 3);
}

/** A share of 0–1 in whole percent: `54 %`. */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${Math.round(share * 100)} %`.replace(/^-/, minus) : missing;
}

/** A change as a share of what it was: `+93 %`. */
export function signedPercent(share: number): string {
  if (!Number.isFinite(share)) return missing;
  return `${share < 0 ? minus : '+'}${Math.round(Math.abs(share) * 100)} %`;
}

/** `61 % (39–79 %)`. */
export function percentInterval({ value, low, high }: Interval): string {
  return Number.isFinite(value) ? `${percent(value)} (${Math.round(low * 100)}–${percent(high)})` : missing;
}

/** `+0.81 (+0.70 to +0.92)`; without its interval where there is none, as of one value. */
export function signedInterval({ value, low, high }: Interval, decimals = 2): string {
  if (Number.isNaN(value)) return missing;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return signed(value, decimals);
  return `${signed(value, decimals)} (${signed(low, decimals)} to ${signed(high, decimals)})`;
}

/** `0.812 (0.790–0.834)`, likewise. */
export function metricInterval({ value, low, high }: Interval): string {
  if (Number.isNaN(value)) return missing;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return metric(value, 3);
  return `${metric(value, 3)} (${metric(low, 3)}–${metric(high, 3)})`;
}

/** The same of an accuracy, which is never beyond 0 or 1. */
export function accuracyInterval({ value, low, high }: Interval): string {
  return metricInterval({ value, low: Math.max(0, low), high: Math.min(1, high) });
}

/** `−0.166 ± .021, p 0.012`. */
export function change({ mean, std, p }: PairedChange): string {
  const spread = Number.isFinite(std) ? ` ± ${std.toFixed(3).replace(/^0/, '')}` : '';
  return `${signed(mean)}${spread}, ${probability(p)}`;
}

/** `p 0.012`, `p < 0.001`. */
export function probability(p: number): string {
  if (Number.isNaN(p)) return `p ${missing}`;
  return p < 0.001 ? 'p < 0.001' : `p ${p.toFixed(3)}`;
}

/** Seconds as `42 s`, `6m 05s`. */
export function duration(seconds: number): string {
  return formatSeconds(seconds).replace(/^(\d+)s$/, '$1 s') || missing;
}

function magnitude(size: number, decimals: number): string {
  if (!Number.isFinite(size)) return '∞';
  if (size >= 100_000) return size.toExponential(1);
  return size >= 1_000 ? Math.round(size).toLocaleString('en') : size.toFixed(decimals);
}
