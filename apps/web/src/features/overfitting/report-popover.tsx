'use client';

import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Command } from '../../ui/command.tsx';
import { Popover } from '../../ui/popover.tsx';

const forms = [
  {
    name: 'One HTML file, opens offline and prints',
    command: 'npx tenbin overfit report --html overfitting.html',
  },
  { name: 'Markdown', command: 'npx tenbin overfit report --markdown overfitting.md' },
];

/** The commands that write the report as a file. */
export function ReportPopover({ icon }: { icon: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Report as a file"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button icon={icon}>Report as HTML or Markdown</Button>}
    >
      <p className="mb-2 text-pretty text-text-2">The command line writes this report as a file:</p>
      <ul className="grid gap-3">
        {forms.map(({ name, command }) => (
          <li key={name}>
            <p className="mb-1 text-small text-text-3">{name}</p>
            <Command>{command}</Command>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
