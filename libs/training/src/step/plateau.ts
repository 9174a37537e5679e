import type { RateControl, RateState } from './schedules.ts';

export interface PlateauSettings {
  learningRate: number;
  /** Of the learning rate when it falls, 0–1. */
  factor: number;
  /** Epochs without a better loss before it falls. */
  patience: number;
}

/** How much lower a loss must be to count as better; Keras's `min_delta`. */
const leastChange = 1e-4;

/**
 * Keras's ReduceLROnPlateau on val_loss, without cooldown and lower bound. A loss that is no finite number is never
 * the better one. (In Keras a first epoch of NaN would be the best for ever.)
 */
export function plateau({ learningRate, factor, patience }: PlateauSettings): RateControl {
  let state: RateState = { learningRate, best: null, wait: 0 };
  return {
    rateAt: () => state.learningRate,
    tell: (validationLoss) => {
      if (validationLoss + leastChange < (state.best ?? Infinity)) {
        state = { ...state, best: validationLoss, wait: 0 };
        return;
      }
      const wait = state.wait + 1;
      state =
        wait < patience
          ? { ...state, wait }
          : { ...state, learningRate: state.learningRate * factor, wait: 0 };
    },
    state: () => ({ ...state }),
    setState: (given) => {
      if (given === null) throw new RangeError('the schedule plateau needs its state');
      state = { ...given };
    },
  };
}
