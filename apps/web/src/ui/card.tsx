import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';

/** A flat surface with one hairline round it. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return (
    <section
      className={clsx('min-w-0 rounded-card bg-surface shadow-[0_0_0_1px_var(--line)]', className)}
      {...rest}
    />
  );
}

interface PanelProps extends Omit<ComponentProps<'section'>, 'title'> {
  title: ReactNode;
  /** Said in grey beside the title. */
  note?: ReactNode;
  /** Controls at the right end of the head. */
  actions?: ReactNode;
}

/** A card with a head; it is named by its title. */
export function Panel({ title, note, actions, className, children, ...rest }: PanelProps) {
  const id = useId();
  return (
    <Card aria-labelledby={id} className={clsx('flex flex-col', className)} {...rest}>
      <header className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 px-4 pt-3 max-md:px-3">
        <h2 id={id} className="text-body">
          {title}
        </h2>
        {note !== undefined && <span className="text-small text-text-3">{note}</span>}
        {actions !== undefined && <div className="ml-auto flex items-center gap-2">{actions}</div>}
      </header>
      <div className="min-w-0 grow px-4 pt-2 pb-4 max-md:px-3 max-md:pb-3">{children}</div>
    </Card>
  );
}
