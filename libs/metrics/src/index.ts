export { countPrediction, emptyMatrix, scoresOf } from './confusion.ts';
export type { ClassScores, Scores } from './confusion.ts';
export { bestEpochOf, judge } from './verdict/judge.ts';
