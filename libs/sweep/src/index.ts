export { createStudy, trialCount } from './study.ts';
export type { Study } from './study.ts';
