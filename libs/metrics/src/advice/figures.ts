import type { MeanStd } from '../report/overfit-report.ts';

/** A loss, a gap or a rate as people read it: two digits behind the point, more where it is small. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const fixed = Math.abs(value).toFixed(digitsOf(value));
  const text = digitsOf(value) > 2 ? String(Number(fixed)) : fixed;
  return value < 0 && Number(text) > 0 ? `−${text}` : text;
}

/** `0.41 ± 0.02`, both to the digits of the mean; of a single value without its deviation. */
export function spread({ mean, std }: MeanStd): string {
  if (Number.isNaN(std) || !Number.isFinite(mean)) return figure(mean);
  const digits = digitsOf(mean);
  return `${mean < 0 ? '−' : ''}${Math.abs(mean).toFixed(digits)} ± ${std.toFixed(digits)}`;
}

/** The same with its sign, for what changed. */
export function signed(value: number): string {
  return value > 0 ? `+${figure(value)}` : figure(value);
}

/** 0.873 is `87 %`. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return 'less than 1 %';
  return `${Math.round(100 * share)} %`;
}

/** A difference of two shares: 0.021 is `+2.1 points`. */
export function points(change: number, std = NaN): string {
  const mean = (100 * Math.abs(change)).toFixed(1);
  const sign = mean === '0.0' ? '' : change < 0 ? '−' : '+';
  return `${sign}${mean}${Number.isNaN(std) ? '' : ` ± ${(100 * std).toFixed(1)}`} points`;
}

/** 1,234 images; 591,000 parameters. */
export function count(value: number): string {
  return value.toLocaleString('en');
}

/** `1 run`, `12 runs`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A number to one digit that is 1, 2, 3 or 5: what people would have chosen themselves. */
export function round125(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [1, 2, 3, 5, 10].reduce((best, each) =>
    Math.abs(Math.log(value / power / each)) < Math.abs(Math.log(value / power / best)) ? each : best,
  );
  return Number((digit * power).toPrecision(1));
}

/** Digits behind the point: two, or as many as show two that are not 0. */
function digitsOf(value: number): number {
  const size = Math.abs(value);
  // A gap of less than a millionth is none, whatever binary numbers left of it.
  return size >= 0.095 || size < 1e-6 ? 2 : 1 - Math.floor(Math.log10(size));
}
