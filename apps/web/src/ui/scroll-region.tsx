import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** A wide or long table scrolls inside its card; the region is named and can be reached by keyboard. */
export function ScrollRegion({
  label,
  className,
  height,
  children,
}: {
  label: string;
  className?: string;
  /** In px; by default as high as its content. */
  height?: number;
  children: ReactNode;
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      role="region"
      tabIndex={0}
      aria-label={label}
      className={clsx('overflow-x-auto overscroll-x-contain', className)}
      style={{ height }}
    >
      {children}
    </div>
  );
}
