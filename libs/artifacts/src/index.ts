export { openBlobStore } from './open-blob-store.ts';
export { folderStore } from './folder-store.ts';
export { putFiles } from './put-files.ts';
export type { StoredFiles } from './put-files.ts';
export type { Source } from './source-files.ts';
export { getFiles, manifestOf, readFileOf } from './get-files.ts';
export { collectGarbage } from './collect-garbage.ts';
export type { Collected, Named } from './collect-garbage.ts';
