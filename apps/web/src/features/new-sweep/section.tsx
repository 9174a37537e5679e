import type { ReactNode } from 'react';
import { useId } from 'react';
import type { Draft } from './draft.ts';
import type { Problem } from './read-yaml.ts';

/** What every part of the form is given. */
export interface SectionProps {
  draft: Draft;
  problems: readonly Problem[];
  onChange: (draft: Draft) => void;
}

/** A part of the form, under its title. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="p-5 max-md:px-3 max-md:py-4">
      <h2 id={id} className="mb-3 text-body">
        {title}
      </h2>
      <div className="grid gap-3">{children}</div>
    </section>
  );
}
