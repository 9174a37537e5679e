import { AppError } from '@tenbin/contracts';
import { counted } from '../progress/format.ts';
import { LineWriter } from './lines.ts';
import { readers } from './readers.ts';
import { formatOf, sourcesOf } from './source.ts';
import type { Asked, Reading, Source } from './source.ts';
import { verdictLine } from './verdict-line.ts';

export interface CheckInput extends Asked {
  run?: string | undefined;
  experiment?: string | undefined;
  /** Images that val_loss is the mean of, for histories that do not say it themselves. */
  validationImages?: number | undefined;
}

interface Job {
  reading: Reading;
  writer: LineWriter;
  tally: Tally;
  validationImages: number | null;
}

interface Tally {
  judged: number;
  problems: number;
}

/**
 * Judges histories one at a time as they come, and prints a verdict a line on stdout. What cannot be read is said on
 * stderr, and the rest goes on. Ends in silence when nobody reads the verdicts any more.
 * @throws AppError `history_invalid` when something could not be read, `bad_input` when there is nothing at all
 */
export async function checkHistories(
  input: CheckInput,
  { stop, say }: { stop: AbortSignal; say: (line: string) => void },
): Promise<void> {
  const tally = { judged: 0, problems: 0 };
  const reading: Reading = {
    problem: (message) => {
      tally.problems += 1;
      say(message);
    },
    note: say,
    stop,
    run: input.run ?? null,
    experiment: input.experiment ?? null,
  };
  const writer = new LineWriter(process.stdout);
  const job = { reading, writer, tally, validationImages: input.validationImages ?? null };
  const sources = sourcesOf(input);
  await refuseUseless(input, sources);
  for (const source of sources) {
    try {
      await checkSource(source, job);
    } catch (error) {
      if (writer.closed) return;
      // The one thing that was asked for is not there: that is bad input. Of several, the others are still wanted.
      if (stop.aborted || sources.length === 1 || !(error instanceof AppError)) throw error;
      reading.problem(error.message);
    }
    if (writer.closed) return;
  }
  settle(tally);
}

/** @throws AppError `bad_input` when a run or an experiment is asked for where there are none */
async function refuseUseless({ run, experiment }: CheckInput, sources: readonly Source[]): Promise<void> {
  if (run === undefined && experiment === undefined) return;
  for (const { format, place } of sources) if ((format ?? (await formatOf(place))) === 'mlflow') return;
  throw new AppError({
    code: 'bad_input',
    message: `${run === undefined ? '--experiment' : '--run'}: only MLflow has these, and nothing of MLflow is to be checked.`,
    hint: 'Add --mlflow with a store or the address of a server, or leave it out.',
  });
}

async function checkSource(
  { format, place }: Source,
  { reading, writer, tally, validationImages }: Job,
): Promise<void> {
  if (place === '-' && process.stdin.isTTY)
    reading.note('Reading histories from the keyboard; Ctrl-D ends them.');
  for await (const found of readers[format ?? (await formatOf(place))](place, reading)) {
    const line = verdictLine({ ...found, validationImages: found.validationImages ?? validationImages });
    await writer.write(JSON.stringify(line));
    tally.judged += 1;
    if (writer.closed) return;
  }
}

function settle({ judged, problems }: Tally): void {
  if (problems > 0) {
    throw new AppError({
      code: 'history_invalid',
      message: `${counted(problems, 'problem')} in what was to be checked, named above; ${counted(judged, 'verdict')} printed.`,
      hint: 'Correct what is named and check again: the verdicts that were printed stand.',
    });
  }
  if (judged > 0) return;
  throw new AppError({
    code: 'bad_input',
    message: 'There is no history to check: the input is empty.',
    hint: 'Give a history a line: {"id": "a", "epochs": [{"loss": 1.2, "val_loss": 1.3}, …]}.',
  });
}
