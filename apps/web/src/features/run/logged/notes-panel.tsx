import type { RunDetail } from '@tenbin/contracts';
import { Panel } from '../../../ui/card.tsx';

/** What people wrote down about a run; nothing when there is nothing. */
export function NotesPanel({ run: { notes, tags } }: { run: RunDetail }) {
  if (notes === '' && tags.length === 0) return null;
  return (
    <Panel title="Notes" className="col-span-4 max-lg:col-span-3 max-md:col-span-1">
      {tags.length > 0 && (
        <ul aria-label="Tags" className="mb-2 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="rounded-full bg-sunken px-2 py-0.5 text-small text-text-2">
              {tag}
            </li>
          ))}
        </ul>
      )}
      <p className="max-w-[80ch] whitespace-pre-line [overflow-wrap:anywhere]">{notes}</p>
    </Panel>
  );
}
