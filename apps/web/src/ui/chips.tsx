'use client';

import { Check } from 'lucide-react';
import { ToggleGroup } from 'radix-ui';

interface ChipsProps {
  /** Id of what names the group. */
  labelledBy: string;
  /** Id of what explains it. */
  describedBy: string;
  values: readonly string[];
  options: readonly string[];
  disabled: boolean;
  /** Called with the chosen ones in the order of `options`. */
  onChange: (values: string[]) => void;
}

/** Any number of choices out of a few, all in sight; arrow keys move between them. */
export function Chips({ labelledBy, describedBy, values, options, disabled, onChange }: ChipsProps) {
  return (
    <ToggleGroup.Root
      type="multiple"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      value={[...values]}
      disabled={disabled}
      onValueChange={(chosen) => onChange(options.filter((option) => chosen.includes(option)))}
      className="flex flex-wrap gap-1"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option}
          value={option}
          className="inline-flex h-7 items-center gap-1.5 rounded-cell bg-sunken px-2.5 text-small text-text-2 transition-colors duration-120 not-disabled:hover:text-text disabled:opacity-50 data-[state=on]:bg-accent-soft data-[state=on]:font-name data-[state=on]:text-accent-text data-[state=on]:shadow-[inset_0_0_0_1px_var(--accent-line)] max-md:h-10 max-md:px-3.5"
        >
          {values.includes(option) && <Check className="size-3.5" aria-hidden />}
          {option}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
