'use client';

import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { runColumns } from './columns.tsx';
import { lasting } from './use-columns.ts';
import type { Columns } from './use-columns.ts';

export interface ColumnPopoverProps {
  icon: ReactNode;
  columns: Columns;
  /** Names of all settings that runs have. */
  settings: ReadonlySet<string>;
}

/** Settings that have a column already. */
const usual = new Set(['optimizer', 'batchSize', 'epochs', 'learningRate']);

/** The usual columns and every setting, each to be ticked. */
export function ColumnPopover({ icon, columns, settings }: ColumnPopoverProps) {
  const [open, setOpen] = useState(false);
  const others = [...settings].filter((name) => !usual.has(name)).toSorted();
  return (
    <Popover
      label="Columns"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button icon={icon}>Columns</Button>}
    >
      <div className="grid grid-cols-2 gap-x-6">
        <Choices
          title="Usual"
          names={runColumns.map(({ head }) => head).filter((head) => head !== lasting)}
          isOn={(head) => !columns.hidden.includes(head)}
          onToggle={columns.toggleUsual}
        />
        <Choices
          title="Settings"
          names={others}
          isOn={(name) => columns.settings.includes(name)}
          onToggle={columns.toggleSetting}
        />
      </div>
    </Popover>
  );
}

interface ChoicesProps {
  title: string;
  names: readonly string[];
  isOn: (name: string) => boolean;
  onToggle: (name: string) => void;
}

function Choices({ title, names, isOn, onToggle }: ChoicesProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-small text-text-3">{title}</legend>
      {names.map((name) => (
        <label key={name} className="flex h-7 cursor-pointer items-center gap-2">
          <input
            type="checkbox"
            className="size-3.5 shrink-0 accent-accent"
            checked={isOn(name)}
            onChange={() => onToggle(name)}
          />
          <span className="truncate" title={name}>
            {name}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
