export { classCourses } from './class-courses.ts';
export { gapOf } from './gap.ts';
export { generalisationOf } from './generalisation-of.ts';
export type { GeneralisationRequest, Look } from './generalisation-of.ts';
export { leakageIn } from './leakage.ts';
export { reliabilityOf } from './reliability.ts';
