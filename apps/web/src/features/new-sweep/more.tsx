import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Fields that most sweeps do without, folded away under what is set in them. */
export function More({
  title,
  set,
  children,
}: {
  title: string;
  set: readonly string[];
  children: ReactNode;
}) {
  return (
    <details className="group">
      <summary className="flex min-h-8 list-none items-center gap-1.5 rounded-cell text-text-2 hover:text-text max-md:min-h-10">
        <ChevronRight
          className="size-3.5 shrink-0 text-text-3 transition-transform duration-120 group-open:rotate-90"
          aria-hidden
        />
        {title}
        {set.length > 0 && (
          <span className="min-w-0 truncate text-small text-accent-text">{set.join(' · ')}</span>
        )}
      </summary>
      <div className="grid gap-3 pt-2 pb-1">{children}</div>
    </details>
  );
}
