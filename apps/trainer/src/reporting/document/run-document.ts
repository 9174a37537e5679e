import type { TrialDetail } from '@tenbin/contracts';
import type { RunReport } from '@tenbin/metrics';
import { counted } from '../../progress/format.ts';
import { duration, metric, percent, signed, signedPercent } from '../figures.ts';
import { adviceSteps, cureCommand } from './advice-steps.ts';
import { cureSection, settingWords } from './cure-section.ts';
import { curveSections } from './curve-sections.ts';
import { generalisationSections } from './generalisation-sections.ts';
import type { Block, KeyFigure, ReportDocument, Section } from './report-document.ts';
import { savingsSection } from './savings-words.ts';

/** The report on one run as people read it. */
export function runDocument(report: RunReport): ReportDocument {
  const { run, history, cures } = report;
  const [first = noVerdict(run), ...reasons] = run.verdict?.reasons ?? [];
  return {
    title: run.name,
    subtitle: `run ${run.id} of ${run.sweepName}, seed ${run.config.seed}, ${run.status} after ${counted(run.epoch, 'epoch')}`,
    state: run.verdict?.state ?? null,
    sentence: first,
    lead: [
      ...leakage(run),
      ...(run.best === null ? [] : [{ kind: 'numbers' as const, items: keyFigures(run) }]),
      ...reasons.map((text): Block => ({ kind: 'words', text, tone: 'faint' })),
    ],
    sections: [
      ...curveSections(run, history),
      ...generalisationSections(run.generalisation),
      ...cures.map(cureSection),
      ...toDo(report),
      ...savingsSection(report.savings),
      settingSection(run),
    ],
  };
}

function noVerdict({ epoch }: TrialDetail): string {
  return epoch === 0 ? 'No epoch yet.' : `No verdict yet after ${counted(epoch, 'epoch')}.`;
}

function leakage({ generalisation }: TrialDetail): Block[] {
  const warning = generalisation?.leakage ?? null;
  return warning === null ? [] : [{ kind: 'words', text: warning, tone: 'warning' }];
}

function keyFigures({ best, last, epoch }: TrialDetail): KeyFigure[] {
  if (best === null) return [];
  const end = last ?? best;
  const past = epoch - best.epoch;
  const rise = (end.val_loss - best.val_loss) / best.val_loss;
  return [
    { label: 'val_accuracy', value: metric(best.val_accuracy), note: `at the best epoch, ${best.epoch}` },
    {
      label: 'val_loss',
      value: metric(best.val_loss),
      note: `now ${metric(end.val_loss)}, ${signedPercent(rise)}`,
    },
    {
      label: 'gap',
      value: signed(end.val_loss - end.loss),
      note: `at the best epoch ${signed(best.val_loss - best.loss)}`,
    },
    { label: 'epochs past the best', value: String(past), note: `${percent(past / epoch)} of the run` },
  ];
}

function toDo({ run, advice, siblings }: RunReport): Section[] {
  if (advice.length === 0) return [];
  const blocks: Block[] = [{ kind: 'steps', steps: adviceSteps(advice) }];
  if (advice.some(({ patch }) => patch !== null)) {
    blocks.push(
      { kind: 'words', text: 'One command trains it as it was and with each change, with several seeds:' },
      { kind: 'command', text: cureCommand(run.id) },
    );
  }
  const note =
    siblings === 0 ? 'ranked' : `ranked by this run and ${counted(siblings, 'other')} on the same data`;
  return [{ title: 'What to do', note, width: 'whole', blocks }];
}

function settingSection({ config, startedAt, endedAt, parameterCount, engine }: TrialDetail): Section {
  const { seed, parameters } = config;
  const facts = [
    ...(parameterCount === null ? [] : [`${parameterCount.toLocaleString('en')} trainable numbers`]),
    ...(endedAt === null ? [] : [`trained for ${duration((endedAt - startedAt) / 1000)}`]),
    ...(engine === null ? [] : [`on ${engine.name}`]),
  ];
  return {
    title: 'Setting',
    note: `seed ${seed}`,
    width: 'half',
    blocks: [
      { kind: 'words', text: `${settingWords(parameters)}.` },
      ...(facts.length === 0
        ? []
        : [{ kind: 'words' as const, text: `${facts.join(', ')}.`, tone: 'faint' as const }]),
    ],
  };
}
