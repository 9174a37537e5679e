import { clsx } from 'clsx';
import { Ban, CircleX, Clock, Pause, Scissors, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { standingOf, wordsFor } from './standing.ts';
import type { Judged, Standing } from './standing.ts';

interface Look {
  ink: string;
  wash: string;
  /** A tiny chart of the shape that the word names. */
  icon: ReactNode;
}

const faint = { strokeOpacity: 0.55 };

const looks: Record<Standing, Look> = {
  healthy: {
    ink: 'text-healthy',
    wash: 'bg-healthy-w',
    icon: (
      <>
        <path d="M2 3c2 6 5 8.6 12 9.4" />
        <path d="M2 3c2.4 4.4 6 6 12 6.4" {...faint} />
      </>
    ),
  },
  overfitting: {
    ink: 'text-overfitting',
    wash: 'bg-overfitting-w',
    icon: (
      <>
        <path d="M2 3c2 7 5 9.6 12 10.4" {...faint} />
        <path d="M2 3c1.6 4 3.4 5.8 5.4 5.8S11.6 7 14 3.2" />
      </>
    ),
  },
  underfitting: {
    ink: 'text-underfitting',
    wash: 'bg-underfitting-w',
    icon: (
      <>
        <path d="M2 4.2c4 1.2 8 1.8 12 2" />
        <path d="M2 4.2c4 2 8 3 12 3.6" {...faint} />
        <path d="M2 13.3h12" strokeDasharray="1.5 2.5" />
      </>
    ),
  },
  diverged: {
    ink: 'text-diverged',
    wash: 'bg-diverged-w',
    icon: (
      <>
        <path d="M2 6c2 4 4 6 6 6 2.2 0 2.8-4 3-10" />
        <path d="m8.8 4 2.2-2.2L13.2 4" />
      </>
    ),
  },
  plateau: {
    ink: 'text-plateau',
    wash: 'bg-plateau-w',
    icon: (
      <>
        <path d="M2 3c1 4 2.2 6 4.4 6H14" />
        <path d="M8 12.5h6" {...faint} />
      </>
    ),
  },
  unclear: {
    ink: 'text-unclear',
    wash: 'bg-unclear-w',
    icon: (
      <>
        <path d="M2 4c1.3 3 2.5 5 4 6" />
        <path d="M8.5 8.5 10 10l1.5-3L13 9.5 14 8" strokeDasharray="1.8 2.2" />
      </>
    ),
  },
  running: {
    ink: 'text-accent-text',
    wash: 'bg-accent-soft',
    icon: (
      <>
        <path d="M2 3c2 5 4 7 7 8" />
        <circle cx="11.6" cy="11.6" r="1.8" fill="currentColor" stroke="none" />
      </>
    ),
  },
  queued: { ink: 'text-unclear', wash: 'bg-unclear-w', icon: <Clock size={16} strokeWidth={2.2} /> },
  paused: { ink: 'text-unclear', wash: 'bg-unclear-w', icon: <Pause size={16} strokeWidth={2.2} /> },
  pruned: { ink: 'text-unclear', wash: 'bg-unclear-w', icon: <Scissors size={16} strokeWidth={2.2} /> },
  failed: { ink: 'text-diverged', wash: 'bg-diverged-w', icon: <CircleX size={16} strokeWidth={2.2} /> },
  crashed: { ink: 'text-diverged', wash: 'bg-diverged-w', icon: <Unplug size={16} strokeWidth={2.2} /> },
  canceled: { ink: 'text-unclear', wash: 'bg-unclear-w', icon: <Ban size={16} strokeWidth={2.2} /> },
};

interface BadgeProps {
  /** With a wash, beside titles; bare in tables. */
  wash?: boolean;
  /** Words in place of the usual ones. */
  children?: ReactNode;
}

/** What to think of a run: icon, word and colour together. */
export function VerdictBadge({ run, ...rest }: BadgeProps & { run: Judged }) {
  return (
    <StandingBadge standing={standingOf(run)} {...rest}>
      {rest.children ?? wordsFor(run)}
    </StandingBadge>
  );
}

/** A standing by itself, as in a menu or a count. */
export function StandingBadge({ standing, wash = false, children }: BadgeProps & { standing: Standing }) {
  const look = looks[standing];
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-[5px] align-middle text-small font-medium whitespace-nowrap',
        look.ink,
        wash && [look.wash, 'h-6 rounded-cell pr-2 pl-1.5'],
      )}
    >
      <svg
        viewBox="0 0 16 16"
        className="size-4 shrink-0"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden
      >
        {look.icon}
      </svg>
      {children ?? standing}
    </span>
  );
}
