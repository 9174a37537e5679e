// Names without their schemas, which a page that only reads them does not load.

/** What a run itself says in a table. `seconds` is how long it has taken so far. */
export const runFields = [
  'id',
  'name',
  'project',
  'group',
  'status',
  'verdict',
  'trial',
  'epoch',
  'bestEpoch',
  'startedAt',
  'endedAt',
  'seconds',
] as const;

/** `contains` looks for a part of a text, in any case. Equal to null is what a run does not have. */
export const comparisons = ['=', '!=', '<', '<=', '>', '>=', 'contains'] as const;
export type Comparison = (typeof comparisons)[number];
