import type { AdviceKind } from '@tenbin/contracts';
import type { CureOutcome, CureReport, PairedChange } from '@tenbin/metrics';
import { figure, signed } from '../format/number.ts';
import { parameterText } from '../format/parameter.ts';

const names: Record<AdviceKind | 'baseline', string> = {
  baseline: 'before',
  moreData: 'more images',
  labelCheck: 'label check',
  augmentation: 'augmentation',
  dropout: 'dropout',
  weightDecay: 'weight decay',
  labelSmoothing: 'label smoothing',
  smallerModel: 'smaller model',
  largerModel: 'larger model',
  batchSize: 'batch size',
  fewerEpochs: 'fewer epochs',
  moreEpochs: 'more epochs',
  optimizer: 'optimizer',
  learningRate: 'learning rate',
};

/** What a case of a cure is called: `augmentation`, `weight decay 2`. */
export function outcomeName({ name, kind }: Pick<CureOutcome, 'name' | 'kind'>): string {
  const again = /-(\d+)$/.exec(name)?.[1];
  return again === undefined ? names[kind] : `${names[kind]} ${again}`;
}

/** What it sets, as in `dropout 0.4, l2 5e-4`; empty for the baseline. */
export function patchText({ patch }: Pick<CureOutcome, 'patch'>): string {
  return Object.entries(patch)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${parameterText(value)}`]))
    .join(', ');
}

/** `p 0.003`, `p < 0.001`; empty where there is none. */
export function pText({ p }: PairedChange): string {
  if (!Number.isFinite(p)) return '';
  return p < 0.001 ? 'p < 0.001' : `p ${figure(Number(p.toPrecision(2)))}`;
}

/** `gap −0.67, acc +0.051`: the change from the baseline, with the p of the gap. */
export function changeText({ change }: Pick<CureOutcome, 'change'>): string {
  if (change === null) return '';
  const { gap, accuracy } = change;
  return `gap ${signed(gap.mean, 2)}, acc ${signed(accuracy.mean)}`;
}

/** The lowest mean change of the best val_loss that any of the cures brought; null while none has brought one. */
export function bestChange(cures: readonly CureReport[]): number | null {
  const changes = cures.flatMap(({ outcomes }) =>
    outcomes.flatMap(({ change }) => (change === null ? [] : [change.bestValLoss.mean])),
  );
  const finite = changes.filter((value) => Number.isFinite(value));
  return finite.length === 0 ? null : Math.min(...finite);
}

/** `3 done, best −0.166`, `1 running`: what the list of flagged settings says of the cures of one. */
export function curesText(cures: readonly CureReport[]): string {
  const done = cures.filter(({ finished }) => finished);
  if (done.length === 0) return `${cures.length} running`;
  const best = bestChange(done);
  return `${done.length} done${best === null ? '' : `, best ${signed(best)}`}`;
}

/** The baseline first, then what closed the gap most; what has no run yet last. */
export function inOrder(outcomes: readonly CureOutcome[]): CureOutcome[] {
  const key = ({ kind, gap }: CureOutcome) => {
    if (kind === 'baseline') return -Infinity;
    return Number.isNaN(gap.mean) ? Infinity : gap.mean;
  };
  return outcomes.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
}
