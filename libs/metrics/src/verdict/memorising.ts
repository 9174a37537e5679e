import type { Signs } from './signs.ts';

/**
 * How likely it is that a run is worse on a large test set than it was at its turn: logistic regression. A rise of
 * val_loss counts the more, the further loss has fallen since the turn and the faster it still falls: that is what
 * memorising looks like, and it tells a small rise that grows from chance. Both models are fitted by
 * tools/bench/overfit to histories of which a large test set tells the truth, every epoch of them being one look.
 */
export interface MemorisingModel {
  /** Of ln of the rise of val_loss over its turn, as a share of that; below `leastRise` it counts as that. */
  rise: number;
  /** Of ln of the factor by which loss fell since the turn. */
  fall: number;
  /** Of ln of the factor by which it fell in the last epoch. */
  speed: number;
  /**
   * Of the rise in standard errors, each validation picture compared with itself: at most `surest`, and not known from the
   * curves. A few dozen pictures whose losses rise and fall at random make the same curve as a few dozen that agree.
   */
  certainty: number;
  constant: number;
}

/** From the curves alone: fitted to 443 histories of MLPs and small CNNs. */
export const curveModel: MemorisingModel = {
  rise: 0.68,
  fall: 1.52,
  speed: 2.66,
  certainty: 0,
  constant: 1.82,
};

/** With the loss of each validation picture: fitted to 72 trainings of an MLP and LeNet-5, with 20 to 400 pictures each. */
export const pictureModel: MemorisingModel = {
  rise: 0.38,
  fall: 1.06,
  speed: 0,
  certainty: 0.69,
  constant: -0.31,
};

const leastRise = 1e-4;
/** Standard errors beyond which nothing gets surer. */
const surest = 4;

/** Inputs of a model, by the names of its weights. */
export type MemorisingInputs = Omit<MemorisingModel, 'constant'>;

export function inputsFor({ turn, lastValLoss, fall, speed, pictures }: Signs): MemorisingInputs {
  const from = Math.max(turn.valLoss, Number.MIN_VALUE);
  const { mean = 0, error = 0 } = pictures() ?? {};
  return {
    rise: Math.log(Math.max((lastValLoss - turn.valLoss) / from, leastRise)),
    fall,
    speed,
    certainty: Math.min(Math.max(mean / Math.max(error, Number.MIN_VALUE), 0), surest),
  };
}

/** Probability, 0–1. */
export function memorising(signs: Signs): number {
  const model = signs.pictures() === null ? curveModel : pictureModel;
  const { rise, fall, speed, certainty } = inputsFor(signs);
  const sum =
    model.constant +
    model.rise * rise +
    model.fall * fall +
    model.speed * speed +
    model.certainty * certainty;
  return 1 / (1 + Math.exp(-sum));
}
