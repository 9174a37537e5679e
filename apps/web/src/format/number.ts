const minus = '−';
/** What a table shows where there is no value. */
export const missing = '–';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A loss or an accuracy on its own: `0.4095`, `1,204`, `NaN`, `∞`; null is missing. */
export function metric(value: number | null | undefined, decimals = 4): string {
  if (value === null || value === undefined) return missing;
  return special(value) ?? signOf(value, '') + magnitude(Math.abs(value), decimals);
}

/** Any other figure, to 4 significant digits: `0.001`, `5e-4`, `12,500`. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return missing;
  const odd = special(value);
  if (odd !== null) return odd;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e7 || size < 1e-3) return signOf(value, '') + exponential(size);
  const text = size >= 10_000 ? grouped.format(size) : String(Number(size.toPrecision(4)));
  return signOf(value, '') + text;
}

/** A difference, always with its sign: `+0.814`, `−0.02`. */
export function signed(value: number | null | undefined, decimals = 3): string {
  if (value === null || value === undefined) return missing;
  if (value === Infinity) return '+∞';
  const odd = special(value);
  if (odd !== null) return odd;
  return signOf(value, '+') + magnitude(Math.abs(value), decimals);
}

/** A mean and its spread as two strings, so that points line up: `0.885` and `± .013`. */
export function meanStd(mean: number, std: number): { mean: string; std: string } {
  return { mean: metric(mean, 3), std: Number.isFinite(std) ? `± ${std.toFixed(3).replace(/^0/, '')}` : '' };
}

/** A share of 0–1 in whole percent: `54 %`. */
export function rate(share: number): string {
  return Number.isFinite(share) ? `${Math.round(share * 100)} %` : missing;
}

/** A number of things: `97`, `10,000`. */
export function count(value: number): string {
  return grouped.format(value);
}

/** Bytes: `512 MiB`, `2.60 GiB`, `1,204 GiB`. */
export function bytes(value: number): string {
  const gibibytes = value / 2 ** 30;
  if (gibibytes < 1) return `${count(Math.round(value / 2 ** 20))} MiB`;
  return `${gibibytes >= 100 ? count(gibibytes) : gibibytes.toPrecision(3)} GiB`;
}

/** A large number in short: `590 k`, `138 M`, `15.5 G`. */
export function short(value: number): string {
  const [size, letter] = scales.find(([least]) => value >= least) ?? [1, ''];
  const scaled = value / size;
  return `${scaled >= 100 ? count(scaled) : Number(scaled.toPrecision(3))} ${letter}`.trim();
}

const scales = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** `1 run`, `2 runs`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function special(value: number): string | null {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '∞';
  return value === -Infinity ? `${minus}∞` : null;
}

function signOf(value: number, plus: string): string {
  return value < 0 ? minus : plus;
}

function magnitude(size: number, decimals: number): string {
  if (size >= 1e7) return exponential(size);
  return size >= 100 ? grouped.format(size) : size.toFixed(decimals);
}

/** `5e-4`, `1.5e-4`. */
function exponential(size: number): string {
  return size.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
}
