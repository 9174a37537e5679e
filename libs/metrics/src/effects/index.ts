export { crossOf } from './cross-of.ts';
export type { Cross, CrossAxes, CrossCell } from './cross-of.ts';
export { effectsOf } from './effects-of.ts';
export { factorsOf } from './factors.ts';
export type { Factor } from './factors.ts';
export { importanceOf } from './importance-of.ts';
export { figures, isJudged } from './judged.ts';
export type { Figure } from './judged.ts';
export type { Level } from './levels.ts';
