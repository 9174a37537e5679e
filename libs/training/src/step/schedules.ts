import type { ScheduleName, TrialParameters } from '@tenbin/contracts';
import { plateau } from './plateau.ts';

/** What a training run asks for the learning rate of each update, and tells how each epoch went. */
export interface RateControl {
  /** The learning rate of the next update; `step` is the number of updates done before it, from 0. */
  rateAt(step: number): number;
  /** To be called after each epoch, with its validation loss. */
  tell(validationLoss: number): void;
  /** What it remembers, as JSON can hold it; null for a schedule that hangs on the step alone. */
  state(): RateState | null;
  /** @throws RangeError when the state is not this schedule's */
  setState(state: RateState | null): void;
}

/** What a schedule that looks at the validation loss remembers. */
export interface RateState {
  learningRate: number;
  /** The lowest validation loss; null before there is one. */
  best: number | null;
  /** Epochs since. */
  wait: number;
}

export interface ScheduleRequest {
  parameters: TrialParameters;
  /** Updates of an epoch, the last and smaller batch too. */
  stepsPerEpoch: number;
}

/** How the learning rate α of `parameters` changes while a network trains. */
export interface Schedule {
  /** One line: the formula, with s the updates done. */
  summary: string;
  control(request: ScheduleRequest): RateControl;
}

/** Every schedule that a sweep can name, as Keras 3's objects and callback of the same kind. */
export const schedules = {
  constant: {
    summary: 'α throughout',
    control: ({ parameters }) => ofStep(() => parameters.learningRate),
  },
  time: {
    summary: 'time-based decay (InverseTimeDecay): α / (1 + decay × s)',
    control: ({ parameters }) => {
      const decay = needed(parameters, 'decay');
      return ofStep((step) => parameters.learningRate / (1 + decay * step));
    },
  },
  step: {
    summary: 'stairs (ExponentialDecay, staircase): α × decayRate at the end of every decayEpochs',
    control: (request) => {
      // The hair keeps a stair where it is due when 0.1 × 3 is a bit above 0.3.
      const falls = fallsOf(request);
      return ofStep((step) => falls.after(Math.floor(step / falls.steps + 1e-9)));
    },
  },
  exponential: {
    summary: 'ExponentialDecay: α × decayRate ^ (s / steps of decayEpochs)',
    control: (request) => {
      const falls = fallsOf(request);
      return ofStep((step) => falls.after(step / falls.steps));
    },
  },
  cosine: {
    summary: 'CosineDecay: from 0 to α over warmupEpochs, then α (1 + cos π x) / 2, x the share of the rest',
    control: ({ parameters, stepsPerEpoch }) => {
      const { learningRate, epochs } = parameters;
      const warmup = needed(parameters, 'warmupEpochs') * stepsPerEpoch;
      const rest = epochs * stepsPerEpoch - warmup;
      return ofStep((step) => {
        if (step < warmup) return (learningRate * step) / warmup;
        const done = Math.min((step - warmup) / rest, 1);
        return learningRate * 0.5 * (1 + Math.cos(Math.PI * done));
      });
    },
  },
  plateau: {
    summary:
      'ReduceLROnPlateau: × decayRate after each `patience` epochs in which val_loss was not 1e-4 better',
    control: ({ parameters }) =>
      plateau({
        learningRate: parameters.learningRate,
        factor: needed(parameters, 'decayRate'),
        patience: needed(parameters, 'patience'),
      }),
  },
} satisfies Record<ScheduleName, Schedule>;

/** The learning rate of a trial with these parameters, through whatever schedule they name. */
export function rateOf(request: ScheduleRequest): RateControl {
  const schedule: Schedule = schedules[request.parameters.schedule];
  return schedule.control(request);
}

/** A schedule that hangs on the step alone. */
function ofStep(rateAt: (step: number) => number): RateControl {
  return {
    rateAt,
    tell: () => undefined,
    state: () => null,
    setState: (state) => {
      if (state !== null) throw new RangeError('this schedule remembers nothing, and was given a state');
    },
  };
}

function fallsOf({ parameters, stepsPerEpoch }: ScheduleRequest) {
  const rate = needed(parameters, 'decayRate');
  return {
    steps: needed(parameters, 'decayEpochs') * stepsPerEpoch,
    after: (falls: number) => parameters.learningRate * rate ** falls,
  };
}

type Tuning = 'decay' | 'decayRate' | 'decayEpochs' | 'warmupEpochs' | 'patience';

/** Parsed parameters have whatever their schedule uses. */
function needed(parameters: TrialParameters, name: Tuning): number {
  const value = parameters[name];
  if (value === undefined) throw new RangeError(`the schedule ${parameters.schedule} needs ${name}`);
  return value;
}
