'use client';

import { ToggleGroup } from 'radix-ui';

interface SegmentsProps<Value extends string> {
  /** What is chosen, for people who do not see it. */
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** One choice out of a few, all in sight. */
export function Segments<Value extends string>({ label, value, options, onChange }: SegmentsProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((each) => each.value === chosen);
        if (option) onChange(option.value);
      }}
      className="inline-flex gap-px rounded-control bg-sunken p-0.5"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="h-6 rounded-cell px-2.5 text-small font-medium whitespace-nowrap text-text-2 hover:text-text data-[state=on]:bg-surface data-[state=on]:text-text data-[state=on]:shadow-rest dark:data-[state=on]:bg-line max-md:h-8 max-md:px-3"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
