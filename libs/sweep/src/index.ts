export { createStudy, trialCount } from './study.ts';
export type { Study, Trial } from './study.ts';
