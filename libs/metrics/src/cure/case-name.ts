import { adviceKinds, parameterNames } from '@tenbin/contracts';
import type { AdviceKind, ParameterName, ParameterSetting, TrialParameters } from '@tenbin/contracts';
import { networkSizes, patched } from '../advice/index.ts';

/** The case of the run as it was. */
export const baseline = 'baseline';

/** `weight-decay` for weightDecay: what a file calls the case of that advice. */
export function caseName(kind: AdviceKind): string {
  return kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Which kind of advice a case follows: its name says it, or else what it sets. */
export function kindOfCase(name: string, patch: ParameterSetting, before: TrialParameters): AdviceKind {
  const plain = name.replace(/-\d+$/, '');
  const named = adviceKinds.find((kind) => caseName(kind) === plain);
  if (named !== undefined) return named;
  const target = patched(before, patch);
  const changed = parameterNames.filter((parameter) => target[parameter] !== before[parameter]);
  const touched: AdviceKind[] = changed.map((parameter) => kinds[parameter]);
  const kind = decisive.find((each) => touched.includes(each)) ?? touched[0] ?? 'labelCheck';
  if (kind === 'fewerEpochs') return target.epochs > before.epochs ? 'moreEpochs' : kind;
  const grows = networkSizes[target.model].parameters > networkSizes[before.model].parameters;
  return kind === 'smallerModel' && grows ? 'largerModel' : kind;
}

/** What other parameters hang on: where one of them changes, the others follow it. */
const decisive: readonly AdviceKind[] = ['smallerModel', 'optimizer'];

/** The advice that each parameter belongs to. */
const kinds = {
  model: 'smallerModel',
  optimizer: 'optimizer',
  epochs: 'fewerEpochs',
  trainShare: 'moreData',
  augmentation: 'augmentation',
  dropout: 'dropout',
  weightDecay: 'weightDecay',
  l2: 'weightDecay',
  loss: 'labelSmoothing',
  labelSmoothing: 'labelSmoothing',
  focalGamma: 'labelSmoothing',
  batchSize: 'batchSize',
  learningRate: 'learningRate',
  schedule: 'learningRate',
  decay: 'learningRate',
  decayRate: 'learningRate',
  decayEpochs: 'learningRate',
  warmupEpochs: 'learningRate',
  patience: 'learningRate',
  clipNorm: 'learningRate',
  momentum: 'optimizer',
  lowerBound: 'optimizer',
  imageSize: 'smallerModel',
  zeroInit: 'smallerModel',
  precision: 'smallerModel',
  fold: 'moreData',
  flip: 'augmentation',
  shift: 'augmentation',
  rotate: 'augmentation',
  zoom: 'augmentation',
  shear: 'augmentation',
  perspective: 'augmentation',
  brightness: 'augmentation',
  contrast: 'augmentation',
  saturation: 'augmentation',
  cutout: 'augmentation',
  mixup: 'augmentation',
  noise: 'augmentation',
} satisfies Record<ParameterName, AdviceKind>;
