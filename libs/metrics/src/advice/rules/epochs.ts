import type { TrialRow } from '@tenbin/contracts';
import { count, counted, figure } from '../figures.ts';
import type { Patient, Rule } from '../rule.ts';

/** Epochs below which a verdict of an older release says nothing. */
const tooFew = 12;
/** What a sweep file may ask for. */
const most = 100_000;

/**
 * Early stopping (Prechelt 1998, Neural Networks: Tricks of the Trade): the one cure that is certain, and the one that
 * cannot make the best epoch any better.
 */
export const fewerEpochs: Rule = {
  prior: { overfitting: 0.04 },
  names: ['epochs'],
  measure: 'val_loss',

  options({ run, parameters, verdict }) {
    const { best, last } = run;
    const epochs = verdict.bestEpoch ?? best?.epoch ?? null;
    if (epochs === null || best === null || last === null || epochs >= parameters.epochs) return [];
    if (!Number.isFinite(best.val_loss) || !Number.isFinite(last.val_loss)) return [];
    const setting = { epochs };
    const because = [
      `Its best epoch is ${epochs} of ${last.epoch}: val_loss was ${figure(best.val_loss)} there and is ${figure(last.val_loss)} at the end.`,
    ];
    return [{ setting, change: changeTo(epochs), because, estimate: savedBy(run, epochs) }];
  },

  like({ run, parameters, verdict }, { epochs }) {
    const best = verdict.bestEpoch ?? run.best?.epoch ?? Infinity;
    if (epochs >= parameters.epochs || epochs < best) return null;
    return { change: changeTo(epochs), because: [`Its best epoch is ${best} of ${run.epoch}.`] };
  },

  words: ({ epochs }) => counted(epochs, 'epoch'),
};

/** What is still falling, or is too short to judge, goes on. */
export const moreEpochs: Rule = {
  prior: { underfitting: 0.15, unclear: 0.05 },
  names: ['epochs'],
  measure: 'val_loss',

  options(patient) {
    const { parameters, verdict, run } = patient;
    if (verdict.state === 'unclear' && !timeWouldTell(patient)) return [];
    // A run that is still to train has its answer coming.
    if (run.endedAt === null && run.epoch < parameters.epochs) return [];
    const epochs = Math.min(Math.max(2 * parameters.epochs, tooFew), most);
    if (epochs <= parameters.epochs) return [];
    return [{ setting: { epochs }, change: `Train for ${epochs} epochs`, because: [whyOn(patient)] }];
  },

  like: ({ parameters, verdict, run }, { epochs }) =>
    verdict.state === 'underfitting' && epochs > parameters.epochs
      ? {
          change: `Train for ${count(epochs)} epochs`,
          because: [`It had ${counted(run.epoch, 'epoch')}.`],
        }
      : null,

  words: ({ epochs }) => counted(epochs, 'epoch'),
};

function changeTo(epochs: number): string {
  return `Stop after ${counted(epochs, 'epoch')}, or as soon as the verdict is overfitting`;
}

function savedBy({ best, last, config }: TrialRow, epochs: number): string | null {
  if (best === null || last === null) return null;
  const { schedule } = config.parameters;
  const doubt =
    schedule === 'cosine' ? ' The cosine schedule would end there too, which changes a little.' : '';
  const change = (key: 'val_loss' | 'val_accuracy', verb: string): string => {
    const [then, now] = [figure(best[key]), figure(last[key])];
    return then === now ? `${key} stays at ${then}` : `${key} ${verb}at ${then} and not at ${now}`;
  };
  return `${change('val_loss', 'ends ')}, ${change('val_accuracy', '')}, and ${last.epoch - epochs} of ${counted(last.epoch, 'epoch')} are saved.${doubt}`;
}

function timeWouldTell({ verdict, run }: Patient): boolean {
  if (verdict.pattern === null) return run.epoch < tooFew;
  return ['tooShort', 'falling', 'doubleDescent'].includes(verdict.pattern);
}

function whyOn({ run, verdict, history }: Patient): string {
  if (verdict.state === 'unclear') return `${counted(run.epoch, 'epoch')} are too few to tell.`;
  const first = history?.loss[0] ?? NaN;
  const last = run.last?.loss ?? NaN;
  if (!Number.isFinite(first)) return `Its loss is ${figure(last)} after ${counted(run.epoch, 'epoch')}.`;
  return `Its loss fell from ${figure(first)} to ${figure(last)} in ${counted(run.epoch, 'epoch')} and has not come to rest.`;
}
