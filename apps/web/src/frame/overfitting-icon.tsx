/** Two losses that part: the sign of overfitting, as large as Lucide's icons. */
export function OverfittingIcon({
  className,
  strokeWidth = 1.75,
}: {
  className?: string;
  strokeWidth?: number;
}) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={className}
      fill="none"
      stroke="currentColor"
      // Lucide draws on a grid of 24.
      strokeWidth={(strokeWidth * 16) / 24}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d="M2 3c2 7 5 9.6 12 10.4" strokeOpacity={0.55} />
      <path d="M2 3c1.6 4 3.4 5.8 5.4 5.8S11.6 7 14 3.2" />
    </svg>
  );
}
