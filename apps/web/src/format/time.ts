import { missing } from './number.ts';

/** Seconds as `42 s`, `6 m 05 s`, `2 h 16 m`. */
export function duration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds) || seconds < 0) return missing;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} m ${two(whole % 60)} s`;
  const rounded = Math.round(whole / 60);
  return `${Math.floor(rounded / 60)} h ${two(rounded % 60)} m`;
}

/** Time left, in whole minutes from one minute on: `42 s`, `22 m`, `2 h 16 m`. */
export function timeLeft(seconds: number): string {
  return seconds >= 60 && seconds < 3600 ? `${Math.ceil(seconds / 60)} m` : duration(seconds);
}

/** How long ago `at` (ms since 1970) was, up to a day; then its date. */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 5) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** The exact moment, for a tooltip. */
export function exactTime(at: number): string {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
}

/** `14:06`. */
export function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
