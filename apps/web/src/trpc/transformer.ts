import { fromJson, toJson } from '@tenbin/contracts';

/** JSON in which NaN and ±Infinity survive: the same words as in the spool and in the database. */
export const transformer = {
  serialize: (value: unknown) => (value === undefined ? undefined : toJson(value)),
  deserialize: fromJson,
};
