export { gridOf } from './grid.ts';
export { createStudy, trialCount } from './study.ts';
export type { Study } from './study.ts';
