export { overfitReport } from './report-of-runs.ts';
export type { OverfitReportRequest } from './report-of-runs.ts';
export { runReport } from './report-of-run.ts';
export type { RunReportRequest } from './report-of-run.ts';
export { savingsOf } from './savings.ts';
export type * from './overfit-report.ts';
