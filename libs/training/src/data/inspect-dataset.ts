import { classFolders } from './class-folders.ts';
import { openSource } from './source.ts';

/**
 * The classes of the data set at `path` and the number of their files, without decoding one: what can be known at
 * once, before anything is queued.
 * @throws AppError `dataset_missing`, or `dataset_invalid` for fewer than two classes or an empty one
 */
export async function inspectDataset(path: string): Promise<{ classes: string[]; files: number }> {
  await using source = await openSource(path);
  const { classes, labelled } = classFolders(source, path);
  return { classes, files: labelled.length };
}
