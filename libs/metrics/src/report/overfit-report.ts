import type {
  Advice,
  AdviceKind,
  History,
  Interval,
  ParameterName,
  ParameterSetting,
  ParameterValue,
  TrialDetail,
  VerdictState,
} from '@tenbin/contracts';

/** What the runs of a sweep, or of the whole project, say of overfitting: a sentence, its evidence, what to do. */
export interface OverfitReport {
  scope: 'sweep' | 'project';
  title: string;
  /** The finding, with its numbers. */
  sentence: string;
  /** Runs by verdict, the worst first; runs without one are left out. */
  counts: { state: VerdictState; runs: number }[];
  /** Which runs effects and importance rest on, when it is not all that are judged: a sentence. */
  basis?: string;
  /** One for each parameter that varies among the runs, the strongest first. */
  effects: ParameterEffect[];
  importance: Importance | null;
  /** Settings of which a run overfits, the widest gap first. */
  flagged: FlaggedSetting[];
  /** Follow-ups that were launched, the latest first. */
  cures: CureReport[];
  savings: Savings;
}

/** What one run says, with what to do about it. */
export interface RunReport {
  scope: 'run';
  run: TrialDetail;
  history: History;
  /** Runs of the project on the same data set that the advice looked at, this one left out. */
  siblings: number;
  /** The best first; empty for a healthy run. */
  advice: Advice[];
  cures: CureReport[];
  savings: Savings;
}

/** How runs differ by the value of one parameter. */
export interface ParameterEffect {
  name: ParameterName;
  /** Parameters that change only when it does, so that the runs cannot tell them from it. */
  along?: ParameterName[];
  /** How much of the gap it explains, 0–1; null when that is not known. */
  share: number | null;
  values: {
    /** null where the parameter has no use. */
    value: ParameterValue | null;
    /** The range of numbers that it stands for, as in `0.0012–0.0087`; absent where it is one value. */
    label?: string;
    runs: number;
    overfit: number;
    /** Of its runs that overfit, 0–1; the interval is Wilson's, 90 %. */
    rate: Interval;
    /** Mean of val_loss − loss at the end; 90 % interval by Student's t. */
    gap: Interval;
    /** Mean val_accuracy at the best epoch, likewise. */
    accuracy: Interval;
    /** Mean seconds a run. */
    seconds: number;
  }[];
}

/** Which parameters drive the gap between training and validation. */
export interface Importance {
  method: 'functional ANOVA';
  /** What is explained. */
  of: 'gap';
  runs: number;
  /** R² of the model on runs that it has not seen, 0–1. */
  explained?: number;
  /** Of single parameters and of pairs, the largest first: share of the variance that the model explains, 0–1. */
  shares: { names: ParameterName[]; share: Interval }[];
}

/** Runs of one setting, seeds apart. */
export interface FlaggedSetting {
  name: string;
  sweepId: number;
  runIds: number[];
  /** The run that stands for it: of those that overfit, the one with the widest gap. */
  worstRunId: number;
  flagged: number;
  runs: number;
  /** Medians over its runs that overfit. */
  onsetEpoch: number | null;
  /** Rise of val_loss over its low, as a share of it. */
  rise: number;
  /** val_loss − loss at the end. */
  gap: number;
  /** As in `small batch, no augmentation`. */
  cause: string;
  advice: Advice[];
  /** Sweeps that were launched to cure one of its runs. */
  cureIds: number[];
}

export interface MeanStd {
  mean: number;
  /** Sample standard deviation; NaN of fewer than two. */
  std: number;
}

/** A follow-up sweep: a run as it was, and with one change at a time, each with the same seeds. */
export interface CureReport {
  sweepId: number;
  name: string;
  /** The run that it is to cure; null when that is gone. */
  runId: number | null;
  finished: boolean;
  /** What helped, with its numbers; what is still awaited as long as it runs. */
  sentence: string;
  /** The baseline first, then as the sweep lists them. */
  outcomes: CureOutcome[];
}

export interface CureOutcome {
  /** The case's name in the sweep; that of the baseline is `baseline`. */
  name: string;
  kind: AdviceKind | 'baseline';
  patch: ParameterSetting;
  /** Runs with an end. */
  runs: number;
  overfit: number;
  bestValLoss: MeanStd;
  lastValLoss: MeanStd;
  /** val_loss − loss at the end. */
  gap: MeanStd;
  accuracy: MeanStd;
  /** Change from the baseline, paired by seed; null for the baseline itself and below two pairs. */
  change: { bestValLoss: PairedChange; gap: PairedChange; accuracy: PairedChange } | null;
}

/** The difference over pairs: 95 % interval and two-sided p by Student's t. */
export interface PairedChange {
  pairs: number;
  mean: number;
  std: number;
  low: number;
  high: number;
  p: number;
}

/** What stopping at the verdict saves. */
export interface Savings {
  /** Runs that a rule stopped because they overfit. */
  stopped: { runs: number; epochs: number; seconds: number };
  /** Runs that overfit and trained on: what stopping them when it was known would have saved, and cost. */
  possible: {
    runs: number;
    epochs: number;
    seconds: number;
    /** Mean over them of the best val_loss up to there less the best of all epochs, as a share of the latter. */
    lossCost: number;
    /** Mean over them of the best val_accuracy of all epochs less the best up to there. */
    accuracyCost: number;
  };
}
