import type { SweepDetail } from '@tenbin/contracts';
import { directionsOf, paretoOf } from '@tenbin/sweep';
import { getSweep, listTrials, openDatabase, pastTrials } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { reachDatabase } from '../database/reach-database.ts';
import { formatBytes, formatLoss, formatSeconds, formatShare } from '../progress/format.ts';
import { summaryTable } from '../progress/summary-table.ts';
import { followSweep } from '../sweeping/follow-sweep.ts';
import { interruptionOf } from '../sweeping/interruption.ts';
import { showProgress } from '../sweeping/show-progress.ts';
import { showSummary } from '../sweeping/summary.ts';
import { budgetWords, standing } from './sweep-words.ts';
import { withDatabase } from './with-database.ts';

/** How each cost of a sweep is read. */
const costWords: Record<SweepDetail['against'][number], (value: number) => string> = {
  // A cost is compared: below a minute a whole second says too little.
  seconds: (seconds) => (seconds < 60 ? `${seconds.toPrecision(2)}s` : formatSeconds(seconds)),
  parameters: (count) => `${count.toLocaleString('en')} parameters`,
  memory: formatBytes,
};

/** `tenbin sweep show ID`. */
export async function showSweep(id: number, context: Context): Promise<void> {
  const { output } = context;
  await withDatabase(context, async (db) => {
    const sweep = await getSweep(db, id);
    const runs = await listTrials(db, { sweepId: id });
    const front = await frontOf(db, sweep);
    output.say(`${sweep.name} (sweep ${id}, ${sweep.method}) is ${sweep.status}: ${standing(sweep)}`);
    output.say(output.paint('dim', budgetWords(sweep)));
    output.say(['', ...summaryTable(runs, sweep.goal, output.page)].join('\n'));
    if (front !== null) {
      output.say(
        ['', `Pareto front of ${[sweep.goal.metric, ...sweep.against].join(' against ')}:`].join('\n'),
      );
      for (const { number, values } of front) {
        const name = runs.find(({ trial }) => trial === number)?.name ?? '';
        output.say(`  trial ${number} (${name}): ${valueWords(sweep, values)}`);
      }
    }
    output.result({ sweep, runs, front });
  });
}

/** `tenbin sweep show ID --follow`: its progress to its end, whoever trains it. */
export async function followSweepById(id: number, context: Context): Promise<void> {
  const { env, output, stop } = context;
  await using database = await reachDatabase(env, () => {});
  await using db = await openDatabase(database.url);
  const news = followSweep({ db, sweepId: id, signal: stop, log: output.say });
  const last = await showProgress(news, output);
  if (stop.aborted) throw await interruptionOf({ db, id, stop, ours: false });
  if (last !== null) showSummary(last, output, null);
}

/** The trials that none is better than in everything; null when there is only one thing to be good at. */
async function frontOf(db: Database, sweep: SweepDetail) {
  if (sweep.against.length === 0) return null;
  const { past } = await pastTrials(db, sweep.id, 'values');
  return paretoOf(past, directionsOf(sweep)).map(({ number, values }) => ({ number, values }));
}

function valueWords({ goal, against }: SweepDetail, values: number[]): string {
  const [first = NaN, ...costs] = values;
  const format = goal.metric.endsWith('accuracy') ? formatShare : formatLoss;
  const words = against.map((cost, index) => costWords[cost](costs[index] ?? NaN));
  return [`${goal.metric} ${format(first)}`, ...words].join(' · ');
}
