'use client';

import { useId } from 'react';

interface RadioListProps<Value extends string> {
  /** Id of what names the group. */
  labelledBy: string;
  value: Value;
  options: readonly { value: Value; line: string }[];
  onChange: (value: Value) => void;
}

/** One choice out of a few, each with a line that says when to take it. */
export function RadioList<Value extends string>({
  labelledBy,
  value,
  options,
  onChange,
}: RadioListProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} className="grid gap-0.5 md:pt-1">
      {options.map((option) => (
        <label
          key={option.value}
          className="-mx-2 grid grid-cols-[16px_76px_minmax(0,1fr)] items-baseline gap-x-2 rounded-cell px-2 py-1 hover:bg-hover has-checked:bg-accent-soft max-md:grid-cols-[16px_minmax(0,1fr)] max-md:py-1.5"
        >
          <input
            type="radio"
            name={name}
            className="size-3.5 translate-y-0.5 accent-accent"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className="font-name">{option.value}</span>
          <span className="text-small text-pretty text-text-2 max-md:col-start-2">{option.line}</span>
        </label>
      ))}
    </div>
  );
}
