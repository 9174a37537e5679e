import { clsx } from 'clsx';
import Link from 'next/link';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { CommandButton } from './command/command-button.tsx';
import { LiveIndicator } from './live-indicator.tsx';
import { LostBanner } from './lost-banner.tsx';
import { Mark } from './mark.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** A step of the way to a page; the last one is the page itself and has no address. */
export interface Crumb {
  name: string;
  href?: string;
}

interface PageFrameProps {
  crumbs: readonly Crumb[];
  /** Whether the page waits for its first answer. */
  busy?: boolean;
  children: ReactNode;
}

/** What every page has round it: top bar with breadcrumb, live state and theme, and the page's own margins. */
export function PageFrame({ crumbs, busy = false, children }: PageFrameProps) {
  return (
    <div className="min-w-0 grow">
      <header className="sticky top-0 z-20 flex h-12 items-center gap-2 bg-bg/92 px-6 backdrop-blur-sm max-md:h-13 max-md:pr-2 max-md:pl-4">
        <Link href="/" aria-label="Tenbin, to the overview" className="mr-1 text-accent md:hidden">
          <Mark className="size-6" />
        </Link>
        <nav aria-label="Breadcrumb" className="flex min-w-0 grow items-center gap-1.5 text-text-3">
          {crumbs.map(({ name, href }) => (
            <Fragment key={name}>
              {href === undefined ? (
                <span aria-current="page" className="truncate font-name text-text">
                  {name}
                </span>
              ) : (
                <>
                  <Link href={href} className="hover:text-text max-md:hidden">
                    {name}
                  </Link>
                  <span aria-hidden className="text-line-2 max-md:hidden">
                    /
                  </span>
                </>
              )}
            </Fragment>
          ))}
        </nav>
        <CommandButton />
        <LiveIndicator />
        <ThemeSwitch />
      </header>
      <main aria-busy={busy} className="mx-auto max-w-[1680px] px-6 pt-1 pb-12 max-md:px-4 max-md:pb-24">
        <LostBanner />
        {children}
      </main>
    </div>
  );
}

interface PageHeadProps {
  title: ReactNode;
  /** Badges beside the title. */
  badges?: ReactNode;
  /** One line below or beside it. */
  note?: ReactNode;
  /** Whether the note is too long to stand beside the title. */
  noteBelow?: boolean;
  actions?: ReactNode;
}

/** The page's title, with what belongs to it. */
export function PageHead({ title, badges, note, noteBelow = false, actions }: PageHeadProps) {
  return (
    <div className="mt-1 mb-4 flex flex-wrap items-end gap-x-4 gap-y-2 max-md:mb-3">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-title font-semibold tracking-[-0.018em] [overflow-wrap:anywhere]">{title}</h1>
        {badges}
      </div>
      {note !== undefined && (
        <div className={clsx('min-w-0 text-text-2', noteBelow ? 'order-last basis-full' : 'pb-1')}>
          {note}
        </div>
      )}
      {actions !== undefined && (
        <div className="flex grow flex-wrap items-center justify-end gap-2 max-md:justify-start">
          {actions}
        </div>
      )}
    </div>
  );
}
