import { RefreshCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure } from '../trpc/failure.ts';
import { Button } from './button.tsx';
import { Card } from './card.tsx';

/** Failures that have nothing to do with the training. */
const away: readonly Failure['code'][] = ['database_unavailable', 'server_unreachable'];

interface ErrorCardProps {
  /** What failed: "The runs could not be read". */
  what: string;
  failure: Failure;
  onRetry: () => void;
  busy?: boolean;
}

/** What failed, why, what to do, and the code to search for. */
export function ErrorCard({ what, failure, onRetry, busy = false }: ErrorCardProps) {
  return (
    <Card role="alert" className="flex flex-col items-start gap-2 px-6 py-8 max-md:px-4 max-md:py-5">
      <h2 className="flex items-center gap-1.5 text-body font-medium text-diverged">
        <TriangleAlert className="size-4 shrink-0" aria-hidden />
        {what}
      </h2>
      <p className="max-w-[64ch] whitespace-pre-line text-text">{failure.message}</p>
      <p className="max-w-[64ch] whitespace-pre-line text-text-2">
        {failure.hint}
        {away.includes(failure.code) &&
          ' Training goes on: the workers keep their results and send them when they can.'}
      </p>
      <div className="mt-1 flex items-center gap-3">
        <Button
          size="small"
          busy={busy}
          icon={<RefreshCw className="size-3.5" aria-hidden />}
          onClick={onRetry}
        >
          Try again
        </Button>
        <code className="font-mono text-small text-text-3">{failure.code}</code>
      </div>
    </Card>
  );
}

/** What is missing, then the way on. */
export function EmptyCard({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <Card className="px-6 py-8 max-md:px-4">
      <h2 className="text-lead">{title}</h2>
      {children !== undefined && <div className="mt-1 max-w-[64ch] text-text-2">{children}</div>}
      {action !== undefined && <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
    </Card>
  );
}
