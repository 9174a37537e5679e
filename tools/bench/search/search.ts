import type { SamplerName } from '@tenbin/contracts';
import { createStudy } from '@tenbin/sweep';
import type { StudyTrial } from '@tenbin/sweep';
import { median, rowOf } from '../benchmark.ts';
import type { Benchmark, Report, Row, Setting } from '../benchmark.ts';
import { machineInWords } from '../machine.ts';
import { openPeer, versionOf } from '../peers/python.ts';
import { pruningRows } from './curves/pruning-rows.ts';
import { optunaResults } from './optuna.ts';
import type { OptunaResults } from './optuna.ts';
import { dimensionOf } from './parameters.ts';
import { problems, timed } from './problems.ts';
import type { Problem } from './problems.ts';

/** Ours, and the sampler of Optuna that stands beside it. */
const pairs = [
  { sampler: 'random', peer: 'random' },
  { sampler: 'sobol', peer: 'random' },
  { sampler: 'tpe', peer: 'tpe' },
  { sampler: 'bayes', peer: 'tpe' },
] as const satisfies { sampler: SamplerName; peer: string }[];

/** Trials before the question whose time is taken. */
const past = 1000;

/** How good the samplers are at equal cost, beside Optuna's on the same problems in the same run. */
export const search: Benchmark = {
  summary: 'the best of 100 trials by each sampler, and of recorded learning curves, beside Optuna',
  async run(setting: Setting): Promise<Report> {
    const { quick, log } = setting;
    const [trials, seeds] = quick ? [30, 3] : [100, 20];
    const optuna = await openPeer('optuna', setting);
    const theirs = optuna.command && (await optunaResults(optuna.command, { trials, seeds, past, log }));
    const rows = problems.flatMap((problem) => bestRows(problem, { trials, seeds, theirs, log }));
    rows.push(...pairs.flatMap(({ sampler, peer }) => askRow(sampler, theirs?.askMilliseconds[peer])));
    rows.push(...(await pruningRows(setting)));
    return {
      rows,
      notes: [
        `best of ${trials} trials: medians over the seeds 0 to ${seeds - 1}; less is better, and where values can be`,
        'negative the ratio says little. sobol is beside random, bayes beside TPE.',
        `ask after ${past.toLocaleString('en')} trials: the median of 9, ${machineInWords()}.`,
        `Optuna: ${versionOf('optuna')}, RandomSampler and TPESampler with their defaults.`,
        ...(optuna.missing === null ? [] : [`missing: ${optuna.missing}`]),
      ],
    };
  },
};

function bestRows(
  problem: Problem,
  {
    trials,
    seeds,
    theirs,
    log,
  }: Pick<Setting, 'log'> & { trials: number; seeds: number; theirs: OptunaResults | null },
): Row[] {
  return pairs.flatMap(({ sampler, peer }) => {
    log(`${problem.title}: ${sampler} …`);
    const best = Array.from({ length: seeds }, (_, seed) => bestOf(problem, { sampler, seed, trials }));
    const other = theirs?.problems[problem.title]?.best[peer];
    return rowOf(`${problem.title}: ${sampler}`, 'best value', [median(best), other && median(other)]);
  });
}

/** The least value of a study that is told each answer before it asks again. */
function bestOf(
  { parameters, value }: Problem,
  { sampler, seed, trials }: { sampler: SamplerName; seed: number; trials: number },
): number {
  const space = parameters.map(dimensionOf);
  const study = createStudy({ space, method: sampler, directions: ['minimize'], seed });
  let best = Infinity;
  for (let trial = 0; trial < trials; trial += 1) {
    const question = study.ask();
    if (question === null) break;
    const answer = value(question.params);
    best = Math.min(best, answer);
    study.tell(question.id, [answer]);
  }
  return best;
}

/** The median time of one more question after `past` trials by chance. */
function askRow(sampler: SamplerName, peer: number | undefined): Row[] {
  const space = timed.parameters.map(dimensionOf);
  const by = (method: SamplerName, trials: readonly StudyTrial[]) =>
    createStudy({ space, method, directions: ['minimize'], seed: 0, trials });
  const first = by('random', []);
  for (let trial = 0; trial < past; trial += 1) {
    const question = first.ask();
    if (question !== null) first.tell(question.id, [timed.value(question.params)]);
  }
  const study = by(sampler, first.trials());
  const times = Array.from({ length: 9 }, () => {
    const begin = performance.now();
    const question = study.ask();
    const time = performance.now() - begin;
    if (question !== null) study.tell(question.id, [timed.value(question.params)]);
    return time;
  });
  return rowOf(`ask after ${past} trials of ${space.length} dimensions: ${sampler}`, 'ms', [
    median(times),
    peer,
  ]);
}
