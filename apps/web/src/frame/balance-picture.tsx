/** The empty balance: nothing has been weighed yet. */
export function BalancePicture() {
  return (
    <svg
      width="168"
      height="104"
      viewBox="0 0 168 104"
      fill="none"
      strokeLinecap="round"
      className="mb-6 block"
      aria-hidden
    >
      <path d="M84 16v76M64 96h40" stroke="var(--text-3)" strokeWidth="2" />
      <path d="M28 24h112" stroke="var(--accent)" strokeWidth="3" />
      <path d="M8 64 28 24l20 40M120 64l20-40 20 40" stroke="var(--line-2)" strokeWidth="1.5" />
      <path
        d="M6 64a22 16 0 0 0 44 0ZM118 64a22 16 0 0 0 44 0Z"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
        strokeWidth="2"
      />
      <path d="M16 70c4 5 10 6 24 6.5" stroke="var(--train)" strokeWidth="2" />
      <path d="M128 70c4 5 10 6 24 6.5" stroke="var(--accent)" strokeWidth="2" />
    </svg>
  );
}
