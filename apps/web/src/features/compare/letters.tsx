/** The first two runs are A and B: the letters stand for them where they are subtracted. */
const letters = [
  { letter: 'A', className: 'bg-[var(--div-a)]' },
  { letter: 'B', className: 'bg-[var(--div-b)]' },
] as const;

/** The letter of the run at `index`, when it has one. */
export function Letter({ index }: { index: number }) {
  const found = letters[index];
  if (!found) return null;
  return (
    <span
      className={`rounded-[3px] px-1.5 text-micro font-bold text-[#fff] dark:text-[#0c0d10] ${found.className}`}
    >
      {found.letter}
    </span>
  );
}
