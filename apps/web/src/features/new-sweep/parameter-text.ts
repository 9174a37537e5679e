import type { ParameterChoice } from '@tenbin/contracts';

/** A range as it was typed; what is missing in it is empty. */
export interface RangeText {
  min: string;
  max: string;
  /** `log`, or what somebody typed instead; empty for the linear scale. */
  scale: string;
  step: string;
}

const mark = /\s*(?:…|\.{2,3})\s*/;

/** The range in `1e-4 … 1e-1 log`, `1e-4..1e-1 log` or `0..0.5 step 0.1`; null where the text lists values. */
export function rangeIn(text: string): RangeText | null {
  const [min, right, ...more] = text.trim().split(mark);
  if (min === undefined || right === undefined || more.length > 0) return null;
  const [max = '', ...words] = right.split(/\s+/);
  const at = words.indexOf('step');
  const step = at < 0 ? '' : (words[at + 1] ?? '');
  const scale = words.filter((word, index) => word !== '' && (at < 0 || (index !== at && index !== at + 1)));
  return { min, max, scale: scale.join(' '), step };
}

/** The values in a text of the form, as they were typed. */
export function valuesIn(text: string): string[] {
  return text.split(/[\s,]+/).filter((value) => value !== '');
}

/** A choice as the form shows it. */
export function textOf(choice: ParameterChoice | undefined): string {
  if (choice === undefined) return '';
  if ('values' in choice) return choice.values.join(', ');
  const { min, max, scale, step } = choice;
  return `${min} … ${max}${scale === 'log' ? ' log' : ''}${step === undefined ? '' : ` step ${step}`}`;
}

/** Whether one of the values or the range of a text holds `value`. */
export function mayBe(text: string, value: string): boolean {
  const range = rangeIn(text);
  if (!range) return valuesIn(text).includes(value);
  return Number(range.min) <= Number(value) && Number(value) <= Number(range.max);
}

/** What a range means, in words; empty for a text that lists values. */
export function rangeInWords(text: string): string {
  const range = rangeIn(text);
  if (!range) return '';
  const { min, max, scale, step } = range;
  const which = step === '' ? 'any from' : `in steps of ${step} from`;
  return `${which} ${min} to ${max}${scale === 'log' ? ', equal factors equally likely' : ''}`;
}
