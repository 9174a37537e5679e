import type { MetricDirections, Verdict } from '@tenbin/contracts';
import type { Config } from './params.ts';
import type { FileContents, Pixels } from './files.ts';

/** What a run can be ended as by its own program. */
export type Ending = 'finished' | 'failed' | 'canceled';

/** What is logged at a step: numbers by name. What is null, undefined or no number is left out. */
export type Values = Readonly<Record<string, unknown>>;

export interface StartRunOptions {
  project: string;
  /** By default the beginning of its uuid. */
  name?: string;
  /** Settings, nested or flat: `{ model: { depth: 3 } }` becomes `model.depth`. */
  config?: Config;
  tags?: readonly string[];
  notes?: string;
  /** Runs of a group belong together, as folds or repeats do. */
  group?: string;
  /** The run that this one is a part of, or its uuid. */
  parent?: Pick<Run, 'uuid'> | string;
  /** Which way a metric is better; its best value stands in the table. */
  summary?: MetricDirections;
  /** Seeds that the program uses, by what they are for. */
  seeds?: Readonly<Record<string, number>>;
  /** The uuid of a run to go on with, or, where the server can be asked, its number. */
  resume?: string | number;
}

/** A run that is being logged. Nothing of it throws for trouble with network, disk or database, and nothing blocks. */
export interface Run extends AsyncDisposable {
  readonly uuid: string;
  /** Its number, once the server has said it. */
  readonly id: number | null;
  /** Where the dashboard shows it, once the server has said it. */
  readonly url: string | null;
  /** The highest step that was logged. */
  readonly step: number;
  /** Logs numbers at the next step, or at `step`: an epoch from 1, or a count of batches. */
  log(values: Values, options?: { step?: number }): void;
  /** Logs numbers on an axis of their own, as batches or seconds are beside epochs: `step` of the run stays as it is. */
  logApart(values: Values, step: number): void;
  /** Adds settings, or changes them. */
  config(values: Config): void;
  rename(name: string): void;
  tag(...tags: string[]): void;
  untag(...tags: string[]): void;
  /** Replaces what is noted down. */
  note(text: string): void;
  /** @param counts `counts[trueClass][predictedClass]`, absolute numbers */
  confusionMatrix(
    split: string,
    classes: readonly string[],
    counts: readonly (readonly number[])[],
    options?: { weights?: 'best' | 'last'; epoch?: number },
  ): void;
  /**
   * Keeps a file, a folder, or contents by name as a new version of the artifact of that name. It may be left to itself:
   * what goes wrong is told to `log` then.
   * @throws AppError `bad_input` when there is nothing to read
   */
  artifact(name: string, source: string | FileContents, options?: { type?: string }): Promise<void>;
  /** Keeps a picture, of pixels or an encoded PNG or JPEG, at a step. It may be left to itself. */
  image(
    key: string,
    picture: Pixels | Uint8Array,
    options?: { step?: number; caption?: string },
  ): Promise<void>;
  /** Adds a line to what the run's page shows as its console. */
  print(line: string, stream?: 'stdout' | 'stderr'): void;
  /** What Tenbin's detector makes of loss, val_loss, accuracy and val_accuracy so far. */
  verdict(): Verdict;
  /** Waits until all is stored; false when that took longer than `timeoutMs`. */
  flush(options?: { timeoutMs?: number }): Promise<boolean>;
  /** Ends the run. What could not be sent stays in its spool. Doing it again changes nothing. */
  finish(options?: { status?: Ending; error?: unknown }): Promise<void>;
}
