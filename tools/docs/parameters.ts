import { dependent, dependentNames, parameterSchemas, trialParameters } from '@tenbin/contracts';
import type { DependentName } from '@tenbin/contracts';
import { z } from 'zod';

/** The page docs/parameters.md: every parameter of a sweep, from the table that parses them. */
export function parametersPage(): string {
  const rows = Object.entries(parameterSchemas).map(([name, schema]) => [
    `\`${name}\``,
    schema.description ?? '',
    valuesOf(schema),
    defaultOf(name),
  ]);
  const table = [['parameter', 'what it is', 'values', 'default'], ['---', '---', '---', '---'], ...rows];
  return `${head}\n${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
}

const head = `# Parameters

Everything that a sweep can vary. Made by \`node tools/docs/write.ts\` from the table in \`libs/contracts\`; a test compares.
A parameter whose default hangs on another one cannot be set where it has no use: give it a \`when\`.
`;

const described = z.object({
  enum: z.array(z.string()).optional(),
  type: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
});

function valuesOf(schema: z.ZodType): string {
  const { enum: names, type, ...range } = described.parse(z.toJSONSchema(schema));
  if (names !== undefined) return names.map((name) => `\`${name}\``).join(', ');
  if (type === 'boolean') return '`true`, `false`';
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = range;
  const from = bound(minimum, 'from') ?? bound(exclusiveMinimum, 'above');
  const to = bound(maximum, 'to') ?? bound(exclusiveMaximum, 'below');
  return [type === 'integer' ? 'whole number' : 'number', from, to]
    .filter((word) => word !== undefined)
    .join(' ');
}

/** Whole numbers are said to be safe ones by zod; nobody needs to read that. */
function bound(value: number | undefined, word: string): string | undefined {
  return value === undefined || Math.abs(value) === Number.MAX_SAFE_INTEGER ? undefined : `${word} ${value}`;
}

function defaultOf(name: string): string {
  const dependency = dependentNames.find((dependentName) => dependentName === name);
  if (dependency !== undefined) return dependentDefault(dependency);
  const value = Object.entries(trialParameters.parse({})).find(([key]) => key === name)?.[1];
  return value === undefined ? (fromElsewhere[name] ?? "the preset's") : `\`${String(value)}\``;
}

/** Defaults that something else than the table decides. */
const fromElsewhere: Record<string, string | undefined> = {
  imageSize: 'fitted to images and model',
  fold: '`1`, with `dataset.folds`',
  clipNorm: 'none',
};

/** `0.01` (sgd, momentum), `0.001` (adam, …) */
function dependentDefault(name: DependentName): string {
  const { on, by } = dependent[name];
  const values = Map.groupBy(Object.entries(by), ([, value]) => String(value));
  return [...values]
    .map(([value, choices]) => `\`${value}\` with the ${on} ${choices.map(([choice]) => choice).join(', ')}`)
    .join('; ');
}
