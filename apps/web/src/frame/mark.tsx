/** The balance, Tenbin's mark. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      aria-hidden
    >
      <path d="M12 3.2v16.6M8 20.6h8" />
      <path d="M3.6 8.9 20.4 5.3" />
      <path d="M.9 13.4a2.7 2.7 0 0 0 5.4 0L3.6 8.9Z" fill="currentColor" fillOpacity=".2" />
      <path d="M17.7 9.8a2.7 2.7 0 0 0 5.4 0L20.4 5.3Z" fill="currentColor" fillOpacity=".2" />
    </svg>
  );
}
