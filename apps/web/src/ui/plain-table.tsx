import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

/** A small table: hairlines between its rows, names in grey, figures at the right. */
export function PlainTable({ className, ...rest }: ComponentProps<'table'>) {
  return <table className={clsx('w-full border-separate border-spacing-0', className)} {...rest} />;
}

/** The head of a column. */
export function HeadCell({
  numeric = false,
  className,
  ...rest
}: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={clsx(
        'h-(--row) px-2 text-small font-normal whitespace-nowrap text-text-3',
        numeric ? 'text-right' : 'text-left',
        className,
      )}
      {...rest}
    />
  );
}

/** A cell. */
export function Cell({ numeric = false, className, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      className={clsx(
        'h-(--row) border-t border-line px-2 whitespace-nowrap',
        numeric && 'text-right',
        className,
      )}
      {...rest}
    />
  );
}

/** A cell that names its row. */
export function RowHead({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="row"
      className={clsx(
        'h-(--row) border-t border-line px-2 text-left font-normal whitespace-nowrap',
        className,
      )}
      {...rest}
    />
  );
}
