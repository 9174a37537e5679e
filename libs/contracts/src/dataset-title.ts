import type { DatasetSpec } from './dataset-spec.ts';

/** What people call the data set: its path, or its name. */
export function datasetTitle({ path, name }: Pick<DatasetSpec, 'path' | 'name'>): string {
  return path ?? name ?? '';
}
