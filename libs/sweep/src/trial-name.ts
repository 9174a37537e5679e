import { parameterNames, varies } from '@tenbin/contracts';
import type {
  CaseSpace,
  ParameterChoice,
  ParameterName,
  ParameterValue,
  TrialParameters,
} from '@tenbin/contracts';

type Words = (value: ParameterValue) => string;

/** `rate 0.1`. */
const named =
  (noun: string): Words =>
  (value) =>
    `${noun} ${value}`;

/** `rotate 15°`. */
const degrees =
  (noun: string): Words =>
  (value) =>
    `${noun} ${value}°`;

/** `3 epochs`, `1 epoch`. */
const epochs =
  (noun = ''): Words =>
  (value) =>
    `${noun}${value} epoch${value === 1 ? '' : 's'}`;

/** How a trial's name says each parameter, in the order in which a reader looks for them. */
const words = {
  model: String,
  imageSize: (value) => `${value} px`,
  zeroInit: (value) => (value === true ? 'zero-init' : 'plain init'),
  dropout: named('dropout'),
  optimizer: String,
  batchSize: String,
  epochs: epochs(),
  fold: named('fold'),
  trainShare: (value) => `${Number((Number(value) * 100).toPrecision(6))} % of the images`,
  learningRate: named('rate'),
  momentum: named('momentum'),
  lowerBound: named('f*'),
  schedule: named('schedule'),
  decay: named('decay'),
  decayRate: named('decay rate'),
  decayEpochs: epochs('decay every '),
  warmupEpochs: epochs('warm-up '),
  patience: epochs('patience '),
  loss: String,
  labelSmoothing: named('smoothing'),
  focalGamma: named('γ'),
  weightDecay: named('weight decay'),
  l2: named('L2'),
  clipNorm: named('clip'),
  precision: String,
  augmentation: (value) => (value === 'none' ? 'no augmentation' : `${value} augmentation`),
  flip: named('flip'),
  shift: named('shift'),
  rotate: degrees('rotate'),
  zoom: named('zoom'),
  shear: degrees('shear'),
  perspective: named('perspective'),
  brightness: named('brightness'),
  contrast: named('contrast'),
  saturation: named('saturation'),
  cutout: named('cutout'),
  mixup: named('mixup'),
  noise: named('noise'),
} satisfies Record<ParameterName, Words>;

/** What tells a trial from its siblings: its case, then the values of the parameters that vary, as in `adam · 16`. */
export function trialName(
  { name: ofCase, parameters: space }: Pick<CaseSpace, 'name' | 'parameters'>,
  parameters: TrialParameters,
): string {
  const order = Object.keys(words);
  const varying = parameterNames
    .filter((name) => isChosen(space[name]))
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const said = varying.flatMap((name) => {
    const value = parameters[name];
    return value === undefined ? [] : [words[name](short(value))];
  });
  const parts = [...(ofCase === undefined ? [] : [ofCase]), ...said];
  return parts.length > 0 ? parts.join(' · ') : parameters.model;
}

function isChosen(choice: ParameterChoice | undefined): boolean {
  return choice !== undefined && varies(choice);
}

/** Three digits tell the values of a range apart well enough: `0.00214` for 0.00213609665463. */
function short(value: ParameterValue): ParameterValue {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value;
}
