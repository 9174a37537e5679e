/** A loss in at most six characters: `0.0132`, `12.345`, `1.2e+5`, `3.1e-7`, `NaN`, `∞`. */
export function formatLoss(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size >= 100_000 || (size > 0 && size < 0.0001)) return value.toExponential(1);
  const whole = Math.trunc(size).toString().length;
  return value.toFixed(Math.max(0, 5 - whole));
}

/** A share 0–1 as per cent: `81.2%`. */
export function formatShare(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(1)}%` : 'NaN';
}

/** Seconds as `8s`, `1m 20s`, `3h 05m`; nothing for what is not known. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '';
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}s`;
  const two = (part: number): string => String(part).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${two(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h ${two(Math.floor((whole % 3600) / 60))}m`;
}

/** How much of `width` characters a share of 0–1 fills. */
export function barOf(share: number, width: number): { done: string; rest: string } {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return { done: '━'.repeat(filled), rest: '─'.repeat(width - filled) };
}

/** `1 run`, `2 runs`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Bytes: `512 MiB`, `2.60 GiB`, `1,204 GiB`. */
export function formatBytes(bytes: number): string {
  const gibibytes = bytes / 1024 ** 3;
  if (gibibytes < 1) return `${Math.round(bytes / 1024 ** 2)} MiB`;
  return `${gibibytes >= 100 ? Math.round(gibibytes).toLocaleString('en') : gibibytes.toPrecision(3)} GiB`;
}

/** Floating-point operations: `1.23 MFLOPs`, `30.96 GFLOPs`. */
export function formatFlops(flops: number): string {
  return flops < 1e9 ? `${(flops / 1e6).toFixed(2)} MFLOPs` : `${(flops / 1e9).toFixed(2)} GFLOPs`;
}
