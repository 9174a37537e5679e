import { clsx } from 'clsx';
import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';

const looks = {
  primary: 'border-transparent bg-accent text-accent-ink hover:bg-accent-hover',
  default: 'border-line-2 bg-surface hover:bg-hover',
  danger: 'border-line-2 bg-surface text-diverged hover:bg-diverged-w',
  quiet: 'border-transparent bg-transparent text-text-2 hover:bg-hover hover:text-text',
} as const;

const sizes = {
  normal: 'h-(--control) px-3',
  small: 'h-7 px-2 text-small max-md:h-9 max-md:px-2.5',
  icon: 'size-(--control)',
  'small-icon': 'size-7 max-md:size-9',
} as const;

interface Look {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  icon?: ReactNode;
}

/** A button; `busy` puts a spinner in the icon's place and keeps the width. */
export function Button({
  look = 'default',
  size = 'normal',
  icon,
  busy = false,
  disabled = false,
  className,
  children,
  ...rest
}: Look & { busy?: boolean } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      disabled={busy || disabled}
      className={clsx(buttonClass({ look, size }), className)}
      {...rest}
    >
      {busy ? <LoaderCircle className="size-3.5 animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  look = 'default',
  size = 'normal',
  icon,
  className,
  children,
  ...rest
}: Look & ComponentProps<typeof Link>) {
  return (
    <Link className={clsx(buttonClass({ look, size }), className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}

function buttonClass({ look, size }: { look: keyof typeof looks; size: keyof typeof sizes }): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap',
    'transition-colors duration-120 disabled:cursor-default disabled:opacity-50',
    looks[look],
    sizes[size],
  );
}
