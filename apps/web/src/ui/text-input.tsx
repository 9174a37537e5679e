'use client';

import type { FieldIds } from './field.tsx';
import { inputClass } from './field.tsx';

interface TextInputProps {
  ids: FieldIds;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
  /** Tailwind classes, as of its width. */
  className?: string;
  numeric?: boolean;
}

/** A line of text in a field. */
export function TextInput({ ids, value, onChange, numeric = false, className, ...rest }: TextInputProps) {
  return (
    <input
      id={ids.id}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      aria-invalid={ids.invalid}
      aria-describedby={ids.noteId}
      inputMode={numeric ? 'decimal' : 'text'}
      autoComplete="off"
      spellCheck={false}
      className={inputClass(ids.invalid, className)}
      {...rest}
    />
  );
}
