export { cureFile } from './cure-file.ts';
export type { CureRequest } from './cure-file.ts';
export { cureReport } from './cure-report.ts';
export type { CureReportRequest } from './cure-report.ts';
export { harms } from './harm.ts';
