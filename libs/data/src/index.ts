export { likelyWrongLabels } from './checks/likely-wrong-labels.ts';
export type { Dataset, ImageSet, LoadedDataset } from './dataset.ts';
export { inspectDataset } from './inspect-dataset.ts';
export type { DatasetInspection } from './inspect-dataset.ts';
export { loadDataset } from './load-dataset.ts';
export type { LoadRequest } from './load-dataset.ts';
export { pictureOf } from './picture.ts';
export { writeStoredZip } from './stored-zip.ts';
export type { ZipEntry } from './stored-zip.ts';
