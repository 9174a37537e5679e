import { clsx } from 'clsx';

/** Stands where something is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      className={clsx(
        'relative block overflow-hidden rounded-cell bg-sunken after:absolute after:inset-0 after:-translate-x-full after:animate-shimmer',
        'after:bg-linear-to-r after:from-transparent after:via-surface/60 after:to-transparent',
        className,
      )}
    />
  );
}

/** A chart on its way: its grid, without lines. */
export function ChartSkeleton({ title, height = 188 }: { title?: string; height?: number }) {
  return (
    <div>
      {title !== undefined && <h2 className="mb-1 text-body font-name">{title}</h2>}
      <div aria-hidden className="flex flex-col justify-between pt-4 pb-6 pl-6" style={{ height }}>
        {[0, 1, 2, 3].map((line) => (
          <span key={line} className="h-px bg-grid" />
        ))}
      </div>
    </div>
  );
}

/** Rows on their way. */
export function RowsSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          className="flex h-(--row) items-center gap-4 border-t border-line/60 px-4 first:border-t-0"
        >
          <Skeleton className="size-3.5" />
          <Skeleton className={clsx('h-2.5', ['w-28', 'w-36', 'w-24'][row % 3])} />
          <Skeleton className={clsx('h-2.5', ['w-24', 'w-20'][row % 2])} />
          <Skeleton className="h-2.5 w-16 max-md:hidden" />
          <span className="grow" />
          <Skeleton className="h-2.5 w-16" />
          <Skeleton className="h-2.5 w-16 max-md:hidden" />
          <Skeleton className="h-2.5 w-12 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
