import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface StatProps {
  name: string;
  value: ReactNode;
  /** Said in grey behind the value. */
  unit?: ReactNode;
  /** Said below the value. */
  note?: ReactNode;
  hero?: boolean;
}

/** A figure with its name: an item of a `<dl>`. */
export function Stat({ name, value, unit, note, hero = false }: StatProps) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-small text-text-3">{name}</dt>
      <dd className="contents">
        <span
          className={clsx(
            'font-name whitespace-nowrap tracking-[-0.02em]',
            hero ? 'text-hero' : 'text-title max-md:text-verdict',
          )}
        >
          {value}
          {unit !== undefined && ' '}
          {unit !== undefined && (
            <span className="text-small font-normal tracking-normal whitespace-normal text-text-3 [overflow-wrap:anywhere]">
              {unit}
            </span>
          )}
        </span>
        {note !== undefined && <span className="text-small text-text-2">{note}</span>}
      </dd>
    </div>
  );
}
