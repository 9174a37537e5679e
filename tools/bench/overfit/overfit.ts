import { rowOf } from '../benchmark.ts';
import type { Benchmark, Report, Row, Setting } from '../benchmark.ts';
import { boardsOf, epochsSooner, fittedBoard, gainOver, scoresOn } from './boards.ts';
import type { Board } from './boards.ts';
import { readRecordings } from './recording.ts';
import type { Recording } from './recording.ts';
import { scoreLines } from './score-lines.ts';
import type { Score } from './score.ts';
import { halves, pool } from './trainings.ts';
import type { Half } from './trainings.ts';

/** Prime to the numbers of kinds and pairs, so that a part of the trainings has them all. */
const everyQuick = 5;

/** How well overfitting is found, by the curves and picture by picture, beside the rules that others stop by. */
export const overfit: Benchmark = {
  summary: 'the detector of overfitting on recorded trainings with a large test set, beside known rules',
  async run({ quick, log }: Setting): Promise<Report> {
    const recordings = (await readRecordings(pool)).filter((_, at) => !quick || at % everyQuick === 0);
    const fitted = await fittedBoard();
    const reports = [
      {
        rows: rowsBesideRules(fitted, 'by the curves'),
        notes: scoreLines(fitted.title, withoutPictures(scoresOn(fitted))),
      },
      ...halves.map((half) => {
        log(`${half}: every size of validation set by every detector …`);
        return reportOn(half, recordings);
      }),
    ];
    return {
      rows: reports.flatMap(({ rows }) => rows),
      notes: [
        `${recordings.length} recorded trainings, each with validation sets of 20, 40, 100, 200 and 400 pictures; the truth is`,
        'told by 2,500 other pictures (truth.ts). The detector was made with the histories of the fit and with the',
        'development half in view, not with the half kept back. Delay and onset in epochs; the rest in percent but P, R, F1.',
        '',
        ...reports.flatMap(({ notes }) => notes),
      ],
    };
  },
};

function reportOn(half: Half, recordings: readonly Recording[]): Report {
  const boards = boardsOf(recordings, half);
  const tables = boards.map((board, at) => {
    const scores = scoresOn(board);
    return scoreLines(board.title, at === boards.length - 1 ? scores : oursAndBest(scores));
  });
  const rows = boards.flatMap(rowsBesideCurves);
  const all = boards.at(-1);
  if (all === undefined) return { rows, notes: tables.flat() };
  const trainings = recordings.filter((recording) => recording.half === half).length;
  const gains = ['by the curves', bestRule(scoresOn(all))].map((other) => {
    const { value, low, high } = gainOver(other, all, trainings);
    return `${half}: F1 by each picture − ${other}: ${signed(value)} (90 %: ${signed(low)} to ${signed(high)})`;
  });
  return {
    rows: [...rows, ...rowsBesideRules(all, 'by each picture')],
    notes: [...tables.flat(), ...gains, ''],
  };
}

/** What the pictures bring: ours is by each picture, the peer is Tenbin's own by the curves alone. */
function rowsBesideCurves(board: Board): Row[] {
  const scores = scoresOn(board);
  const [pictures, curves] = [scores['by each picture'], scores['by the curves']];
  const row = (what: string, unit: string, of: (score: Score) => number): Row[] =>
    rowOf(`${board.title}: ${what}, beside the curves alone`, unit, [
      pictures && of(pictures),
      curves && of(curves),
    ]);
  return [
    ...row('F1', '', ({ f1 }) => f1),
    ...row('delay', 'epochs', ({ delay }) => delay),
    ...row('epochs saved', '%', ({ saved }) => 100 * saved),
    ...rowOf(`${board.title}: mean lead over the curves, where both find it`, 'epochs', [
      epochsSooner(board),
      null,
    ]),
  ];
}

function rowsBesideRules(board: Board, ours: 'by each picture' | 'by the curves'): Row[] {
  const scores = scoresOn(board);
  return rulesOf(scores).flatMap(([name, { f1 }]) =>
    rowOf(`${board.title}: F1 ${ours}, beside ${name}`, '', [scores[ours]?.f1, f1]),
  );
}

/** The best of the known rules on these very trainings: they get to choose, ours does not. */
function bestRule(scores: Record<string, Score>): string {
  return rulesOf(scores).toSorted(([, a], [, b]) => b.f1 - a.f1)[0]?.[0] ?? '';
}

function rulesOf(scores: Record<string, Score>): [string, Score][] {
  return Object.entries(scores).filter(([name]) => !name.startsWith('by '));
}

/** Of a board that is one of many: the table of all rules is that of all sizes. */
function oursAndBest(scores: Record<string, Score>): Record<string, Score> {
  const best = bestRule(scores);
  return Object.fromEntries(
    Object.entries(scores).filter(([name]) => name.startsWith('by ') || name === best),
  );
}

function withoutPictures(scores: Record<string, Score>): Record<string, Score> {
  return Object.fromEntries(Object.entries(scores).filter(([name]) => name !== 'by each picture'));
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
