import { clsx } from 'clsx';
import { missing, signed } from '../format/number.ts';

/** The difference from which on the balance is orange. */
const wide = 0.5;

/** Degrees by which the beam tilts: level up to 0.1, 24° from 0.9 on. */
export function tiltOf(gap: number): number {
  if (Number.isNaN(gap)) return 0;
  return 24 * Math.min(1, Math.max(0, (gap - 0.1) / 0.8));
}

/** val_loss − loss as a balance: a beam that tilts, and the number beside it. */
export function Balance({ gap, decimals = 2 }: { gap: number | null; decimals?: number }) {
  if (gap === null) return <span className="text-text-3">{missing}</span>;
  return (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
      <svg
        width="22"
        height="16"
        viewBox="0 0 22 16"
        className={clsx('shrink-0', gap > wide ? 'text-overfitting' : 'text-text-2')}
        aria-hidden
      >
        <path d="M11 8v6M8.5 14h5" stroke="var(--text-3)" strokeWidth="1.2" strokeLinecap="round" />
        <g
          transform={`rotate(${-tiltOf(gap)} 11 7)`}
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          fill="currentColor"
        >
          <path d="M3 7h16" />
          <circle cx="3" cy="7" r="1.6" stroke="none" />
          <circle cx="19" cy="7" r="1.6" stroke="none" />
        </g>
      </svg>
      {signed(gap, decimals)}
    </span>
  );
}
