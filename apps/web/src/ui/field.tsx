import { clsx } from 'clsx';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';

/** What a field hands to its control. */
export interface FieldIds {
  id: string;
  labelId: string;
  /** Id of hint and problem. */
  noteId: string;
  invalid: boolean;
}

interface FieldProps {
  label: string;
  /** Said in grey below the control. */
  hint?: ReactNode;
  /** What is wrong with what stands there. */
  problem?: string | undefined;
  /** Whether the label may be pressed to reach the control: not for a group of them. */
  labels?: boolean;
  children: (ids: FieldIds) => ReactNode;
}

/** A control with its name at the left, or above it on phones. */
export function Field({ label, hint, problem, labels = true, children }: FieldProps) {
  const id = useId();
  const ids = { id, labelId: `${id}-label`, noteId: `${id}-note`, invalid: problem !== undefined };
  const Label = labels ? 'label' : 'span';
  return (
    <div className="grid grid-cols-[148px_minmax(0,1fr)] gap-x-4 gap-y-1.5 max-md:grid-cols-1">
      <Label
        id={ids.labelId}
        {...(labels ? { htmlFor: id } : {})}
        className="text-text-2 [overflow-wrap:anywhere] md:pt-1.5"
      >
        {label}
      </Label>
      <div className="min-w-0">
        {children(ids)}
        <div id={ids.noteId} className="text-small text-pretty">
          {problem !== undefined && (
            <p className="mt-1 flex gap-1 text-diverged">
              <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
              <span className="[overflow-wrap:anywhere]">{problem}</span>
            </p>
          )}
          {hint !== undefined && <p className="mt-1 text-text-3">{hint}</p>}
        </div>
      </div>
    </div>
  );
}

/** Classes of a line of text that can be written. */
export function inputClass(invalid: boolean, className?: string): string {
  return clsx(
    'h-(--control) w-full rounded-control border bg-surface px-2.5 placeholder:text-text-3 disabled:opacity-50',
    invalid ? 'border-diverged' : 'border-ctl',
    className,
  );
}
