import type { ParameterName, ParameterValue } from '@tenbin/contracts';

/** `batch size` for batchSize. */
export function spaced(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A value as people read it in a sentence: three digits that count. */
export function valueWords(name: ParameterName, value: ParameterValue | null): string {
  if (value === null) return `no ${spaced(name)}`;
  return typeof value === 'number' ? String(Number(value.toPrecision(3))) : String(value);
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(items: readonly string[], joint: 'or' | 'and'): string {
  const [last = '', ...others] = items.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} ${joint} ${last}`;
}
