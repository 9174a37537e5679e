import { failureOf } from '../trpc/failure.ts';

/** What went wrong with something that was asked for, and what to do; nothing when nothing did. */
export function FailureLine({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const { message, hint } = failureOf(error);
  return (
    <p role="alert" className="max-w-[56ch] text-small text-pretty whitespace-pre-line text-diverged">
      {message} {hint}
    </p>
  );
}
