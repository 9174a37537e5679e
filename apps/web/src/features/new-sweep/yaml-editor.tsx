'use client';

import { clsx } from 'clsx';
import { useId } from 'react';
import { Panel } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { SweepDraft } from './use-sweep-draft.ts';

/** Fewest lines that stand there. */
const fewest = 12;

/** The sweep file, to be read, copied and written; its mistakes stand below it with their lines. */
export function YamlEditor({ sweep, className }: { sweep: SweepDraft; className: string }) {
  const { text, draft, reading, write } = sweep;
  const { problems } = reading;
  const problemsId = useId();
  const lines = Math.max(fewest, text.split('\n').length);
  const wrong = new Set(problems.map(({ line }) => line));
  return (
    <Panel
      title={`${draft.name.trim().replaceAll(/[^\w.-]+/g, '-') || 'sweep'}.yaml`}
      note="edit either side"
      className={className}
      actions={<CopyButton text={text} label="Copy" />}
    >
      <div className="-mx-4 flex border-y border-line font-mono text-[12.5px] leading-5 max-md:-mx-3">
        <ol aria-hidden className="shrink-0 py-2 pr-3 pl-4 text-right text-micro leading-5 text-text-3">
          {Array.from({ length: lines }, (_, index) => (
            <li key={index} className={clsx(wrong.has(index + 1) && 'font-semibold text-diverged')}>
              {index + 1}
            </li>
          ))}
        </ol>
        <textarea
          aria-label="Sweep file, YAML"
          aria-invalid={problems.length > 0}
          aria-describedby={problemsId}
          value={text}
          rows={lines}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          className="min-w-0 grow resize-none overflow-y-hidden bg-transparent py-2 pr-4 -outline-offset-2!"
          onChange={({ target }) => write(target.value)}
        />
      </div>
      <ul id={problemsId} aria-label="Mistakes" aria-live="polite" className="mt-2 grid gap-1 text-small">
        {problems.map(({ line, column, text: sentence }) => (
          <li key={`${line}:${column} ${sentence}`} className="flex gap-2 text-diverged">
            <span className="shrink-0 font-mono">
              {line}:{column}
            </span>
            <span className="min-w-0 [overflow-wrap:anywhere]">{sentence}</span>
          </li>
        ))}
        {problems.length === 0 && <li className="text-text-3">No mistake.</li>}
      </ul>
    </Panel>
  );
}
