import type {
  History,
  ParameterName,
  ParameterSetting,
  TrialDetail,
  TrialRow,
  TrialParameters,
  Verdict,
  VerdictState,
} from '@tenbin/contracts';

/** A run that is looked at, with all that is known of it. */
export interface Patient {
  run: TrialRow;
  parameters: TrialParameters;
  verdict: Verdict;
  /** The whole run when there is more of it than its row. */
  detail: TrialDetail | null;
  history: History | null;
  /** Training images; null when they are not known. */
  images: number | null;
  /** Runs on the same data that have come to an end, the patient among them. */
  peers: TrialRow[];
}

/** One way to follow a rule. */
export interface Option {
  /** What it sets; null for what no parameter changes. */
  setting: ParameterSetting | null;
  /** In the imperative. */
  change: string;
  /** What of this run speaks for it: sentences with their numbers. */
  because: string[];
  /** How much of the rule's prior it is worth; 1 unless it says so. */
  weight?: number;
  /** What it should bring, where the run itself can tell. */
  estimate?: string | null;
}

/** One kind of advice: when it is given, what it sets, and what is expected of it before this project has tried it. */
export interface Rule {
  /**
   * Fall of the best val_loss that is expected of it, as a share of it, by what is wrong with the run; it has no use
   * in other states. The numbers are an order more than a measurement: each rule says whose.
   */
  prior: Partial<Record<VerdictState, number>>;
  /** Every parameter that it may change. */
  names: readonly ParameterName[];
  /** Metric in which two runs may be compared: accuracy where the change gives val_loss another scale. */
  measure: 'val_loss' | 'val_accuracy';
  /** What the textbook would do, the best first; empty when the run does it already. */
  options(patient: Patient): Option[];
  /** The same change as a sibling made it, with other values; null when what the sibling has is no such change. */
  like(patient: Patient, sibling: TrialParameters): Pick<Option, 'change' | 'because'> | null;
  /** What of those parameters the rule is about, as in `augmentation light`. */
  words(parameters: TrialParameters): string;
}
