import { bootstrap } from '@tenbin/metrics';
import type { Interval } from '@tenbin/contracts';
import { byCurves, tenbin } from './detect.ts';
import type { Detect, Seen } from './detect.ts';
import { fittedTrainings } from './fitted-trainings.ts';
import { knownRules } from './known-rules.ts';
import { parts, seenOn } from './parts.ts';
import type { Recording } from './recording.ts';
import { scoreOf } from './score.ts';
import type { Answer, Case, Score } from './score.ts';
import type { Half } from './trainings.ts';
import { labelOf } from './truth.ts';

/** Trainings of which each detector gave its answer. */
export interface Board {
  title: string;
  cases: Case[];
  /** Answers in the order of the cases, by detector. */
  answers: Record<DetectorName, Answer[]> & Record<string, Answer[]>;
}
type DetectorName = 'by each picture' | 'by the curves';

const detectors: Record<DetectorName, Detect> & Record<string, Detect> = {
  'by each picture': tenbin,
  'by the curves': byCurves,
  ...knownRules,
};

/** The trainings of one half by the size of their validation sets, and all of them as the last. */
export function boardsOf(recordings: readonly Recording[], half: Half): Board[] {
  const mine = recordings.filter((recording) => recording.half === half);
  const bySize = parts.map((part) =>
    boardOf(`${half}, ${part.to - part.from} pictures`, {
      cases: mine.map(caseOf),
      seen: mine.map((recording) => seenOn(recording, part)),
    }),
  );
  return [...bySize, joined(`${half}, all sizes`, bySize)];
}

/** The histories without pictures that the model of the curves is fitted to: ours is at home here. */
export async function fittedBoard(): Promise<Board> {
  return boardOf('histories of the fit, 20 to 400 pictures', await fittedTrainings());
}

export function scoresOn({ cases, answers }: Board): Record<string, Score> {
  return Object.fromEntries(Object.entries(answers).map(([name, given]) => [name, scoreOf(cases, given)]));
}

/** Mean of the epochs by which pictures raise the alarm sooner than curves, over trainings that overfit and that both find. */
export function epochsSooner({ cases, answers }: Board): number {
  const sooner = cases.flatMap(({ label }, at) => {
    const [pictures, curves] = [answers['by each picture'][at], answers['by the curves'][at]];
    if (!label.overfit || pictures?.overfit !== true || curves?.overfit !== true) return [];
    return [(curves.detectedAt ?? NaN) - (pictures.detectedAt ?? NaN)];
  });
  return sooner.reduce((sum, each) => sum + each, 0) / sooner.length;
}

/**
 * What F1 gains from `other` to pictures, with its interval at 90 %: trainings are drawn, with all their validation
 * sets, because the sets of one training are not independent.
 */
export function gainOver(other: string, { cases, answers }: Board, trainings: number): Interval {
  const places = Array.from({ length: trainings }, (_, at) => at);
  const sets = cases.length / trainings;
  const f1 = (given: readonly Answer[], drawn: ArrayLike<number>): number => {
    const chosen = Array.from(drawn).flatMap((training) =>
      Array.from({ length: sets }, (_, set) => set * trainings + training),
    );
    const of = <Item>(items: readonly Item[]): Item[] => chosen.flatMap((at) => items.slice(at, at + 1));
    return scoreOf(of(cases), of(given)).f1;
  };
  return bootstrap({
    samples: [places],
    statistic: ([drawn = []]) => f1(answers['by each picture'], drawn) - f1(answers[other] ?? [], drawn),
    seed: 1,
    rounds: 400,
    level: 0.9,
  });
}

function boardOf(title: string, { cases, seen }: { cases: Case[]; seen: Seen[] }): Board {
  const answers = (detect: Detect): Answer[] => seen.map(detect);
  return {
    title,
    cases,
    answers: {
      ...Object.fromEntries(Object.entries(detectors).map(([name, detect]) => [name, answers(detect)])),
      'by each picture': answers(tenbin),
      'by the curves': answers(byCurves),
    },
  };
}

function joined(title: string, boards: readonly Board[]): Board {
  const all = (name: string): Answer[] => boards.flatMap(({ answers }) => answers[name] ?? []);
  return {
    title,
    cases: boards.flatMap(({ cases }) => cases),
    answers: {
      ...Object.fromEntries(Object.keys(detectors).map((name) => [name, all(name)])),
      'by each picture': all('by each picture'),
      'by the curves': all('by the curves'),
    },
  };
}

function caseOf({ truth }: Recording): Case {
  return { label: labelOf(truth), testLoss: truth.testLoss };
}
