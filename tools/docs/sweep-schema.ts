import { sweepSpec } from '@tenbin/contracts';
import { z } from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

/**
 * The file docs/sweep.schema.json: a JSON Schema (draft 7, which editors know best) of a sweep file, from the schema
 * that parses it. What that refuses by rules between keys is here as far as a schema can say it.
 */
export function sweepSchema(): string {
  const schema = z.toJSONSchema(sweepSpec, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema, path }) => {
      Object.assign(jsonSchema, rules[placeOf(path)]);
      // Zod says the largest whole number that is exact; nobody needs to read that.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  // A JSON file names its schema itself, where a YAML file has a comment.
  const properties = {
    $schema: { type: 'string', description: 'this schema, for editors' },
    ...schema.properties,
  };
  return JSON.stringify({ title: 'Tenbin sweep file', ...schema, properties });
}

const oneOf = (...keys: string[]): Schema => ({ oneOf: keys.map((key) => ({ required: [key] })) });

/** Rules between keys and between items, by the place of what has them. */
const rules: Record<string, Schema | undefined> = {
  // A grid ends by itself; every other method needs a number of trials.
  '': {
    anyOf: [
      { properties: { method: { const: 'grid' } } },
      { properties: { budget: { required: ['trials'] } }, required: ['budget'] },
    ],
    allOf: [
      // Something to try: a parameter, or a case that is not empty.
      {
        anyOf: [
          { properties: { parameters: { minProperties: 1 } } },
          {
            properties: { cases: { not: { additionalProperties: { maxProperties: 0 } } } },
            required: ['cases'],
          },
        ],
      },
      {
        anyOf: [{ not: { required: ['cases'] } }, { properties: { method: { const: 'grid' } } }],
      },
      {
        anyOf: [
          { not: { properties: { against: { minItems: 1 } }, required: ['against'] } },
          {
            properties: {
              method: { not: { const: 'tpe' } },
              earlyTermination: { properties: { type: { enum: ['none', 'overfit'] } } },
            },
          },
        ],
      },
    ],
  },
  dataset: oneOf('path', 'name'),
  against: { uniqueItems: true },
  'seeds.anyOf.1': { uniqueItems: true },
  cases: { minProperties: 1 },
  'parameters.*': {
    ...oneOf('value', 'values', 'min'),
    dependencies: { min: ['max'], max: ['min'], scale: ['min'], step: ['min'] },
  },
  'parameters.*.values': { uniqueItems: true },
};

/** `dataset`, or `parameters.*.values` of the path of any parameter's values. */
function placeOf(path: readonly (string | number)[]): string {
  const keys = path.filter((key) => key !== 'properties').map(String);
  return keys.map((key, at) => (at === 1 && keys[0] === 'parameters' ? '*' : key)).join('.');
}
