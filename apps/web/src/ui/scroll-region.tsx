import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** A wide table scrolls inside its card; the region is named and can be reached by keyboard. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      role="region"
      tabIndex={0}
      aria-label={label}
      className={clsx('overflow-x-auto overscroll-x-contain', className)}
    >
      {children}
    </div>
  );
}
