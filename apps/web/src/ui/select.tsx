'use client';

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly Value[];
  onChange: (value: Value) => void;
}

/** One of a few words, as the system shows such choices. */
export function Select<Value extends string>({ label, value, options, onChange }: SelectProps<Value>) {
  return (
    <label className="flex items-center gap-1.5">
      {label}
      <select
        className="h-7 rounded-control border border-ctl bg-surface px-1.5 text-text max-md:h-9"
        value={value}
        onChange={({ target }) => {
          const option = options.find((each) => each === target.value);
          if (option !== undefined) onChange(option);
        }}
      >
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}
