import { clsx } from 'clsx';

export interface Part {
  name: string;
  count: number;
  /** Tailwind classes of its fill. */
  fill: string;
}

/** How much of `total` is what, as one bar. */
export function Progress({
  label,
  total,
  parts,
  className,
}: {
  label: string;
  total: number;
  parts: readonly Part[];
  className?: string;
}) {
  const words = parts.filter(({ count }) => count > 0).map(({ name, count }) => `${count} ${name}`);
  return (
    <span
      role="img"
      aria-label={`${label}: ${words.length === 0 ? 'nothing yet' : words.join(', ')} of ${total}`}
      className={clsx('flex gap-px overflow-hidden rounded-full bg-sunken', className ?? 'h-1.5')}
    >
      {parts.map(({ name, count, fill }) => (
        <span key={name} className={fill} style={{ width: `${(100 * count) / Math.max(1, total)}%` }} />
      ))}
    </span>
  );
}
