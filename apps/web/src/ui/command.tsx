import { CopyButton } from './copy-button.tsx';

/** A command line to copy. */
export function Command({ children }: { children: string }) {
  return (
    <div className="flex min-h-9 items-center gap-2 rounded-control bg-sunken py-1 pr-1 pl-3">
      <code className="min-w-0 grow font-mono text-small [overflow-wrap:anywhere]">{children}</code>
      <CopyButton text={children} label="Copy command" bare />
    </div>
  );
}
