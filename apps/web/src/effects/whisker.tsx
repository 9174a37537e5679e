/** An interval as a whisker in ink over a bar: `low` and `high` in percent of its width. */
export function Whisker({ low, high }: { low: number; high: number }) {
  return (
    <span
      className="absolute top-1/2 h-1.5 -translate-y-1/2 border-x-[1.5px] border-text before:absolute before:inset-x-0 before:top-1/2 before:border-t-[1.5px] before:border-text before:-translate-y-1/2"
      style={{ left: `${low}%`, width: `${Math.max(0.5, high - low)}%` }}
    />
  );
}
