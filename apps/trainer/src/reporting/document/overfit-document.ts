import type { History } from '@tenbin/contracts';
import type { CureReport, OverfitReport } from '@tenbin/metrics';
import { counted } from '../../progress/format.ts';
import { mixBar } from '../charts/mix-bar.ts';
import { percent } from '../figures.ts';
import { adviceSteps, cureCommand } from './advice-steps.ts';
import { cureSection } from './cure-section.ts';
import { effectsSection, importanceSection } from './effects-section.ts';
import { flaggedSection, isComparable } from './flagged-section.ts';
import { cell } from './report-document.ts';
import type { Block, ReportDocument, Section } from './report-document.ts';
import { savingsSection } from './savings-words.ts';

/** Settings that the report says of what to do about; the table has them all. */
const treated = 3;
/** Advice of each of them. */
const mostAdvice = 3;

/** The report on a sweep or the project as people read it. `curves` are those of the runs that overfit. */
export function overfitDocument(report: OverfitReport, curves: Map<number, History>): ReportDocument {
  const { scope, title, sentence, counts, cures } = report;
  const judged = counts.reduce((sum, { runs }) => sum + runs, 0);
  return {
    title: scope === 'sweep' ? title : 'Overfitting',
    subtitle: `${scope === 'sweep' ? 'Overfitting in a sweep' : title}, ${counted(judged, 'judged run')}`,
    state: null,
    sentence,
    lead: judged === 0 ? [] : [mix(report, judged)],
    sections: [
      ...effectsSection(report),
      ...importanceSection(report.importance),
      ...cures.map(cureSection),
      ...savingsSection(report.savings),
      ...flaggedSection(report.flagged, curves, cures),
      ...toDo(report),
    ],
  };
}

function mix({ counts }: OverfitReport, judged: number): Block {
  return {
    kind: 'picture',
    chart: mixBar(counts),
    table: {
      columns: [
        { title: 'verdict', align: 'left' },
        { title: 'runs', align: 'right' },
        { title: 'share', align: 'right' },
      ],
      rows: counts.map(({ state, runs }) => [
        cell(state, state),
        cell(String(runs)),
        cell(percent(runs / judged), 'faint'),
      ]),
    },
  };
}

/** By a follow-up that still trains, or by one that has something to compare; not by one whose runs failed. */
function isTreated(cureIds: readonly number[], cures: readonly CureReport[]): boolean {
  const own = cures.filter(({ sweepId }) => cureIds.includes(sweepId));
  return own.some((cure) => !cure.finished || isComparable(cure));
}

function toDo({ flagged, cures }: OverfitReport): Section[] {
  const open = flagged.filter(({ advice, cureIds }) => advice.length > 0 && !isTreated(cureIds, cures));
  const blocks = open.slice(0, treated).flatMap(({ name, advice, worstRunId }): Block[] => [
    { kind: 'heading', text: name },
    { kind: 'steps', steps: adviceSteps(advice.slice(0, mostAdvice)) },
    { kind: 'command', text: cureCommand(worstRunId) },
  ]);
  if (blocks.length === 0) return [];
  const note = cures.length === 0 ? 'the worst first' : 'the worst of those without a cure';
  return [{ title: 'What to do', note, width: 'whole', blocks }];
}
