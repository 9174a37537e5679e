import { z } from 'zod';
import { AppError } from '@tenbin/contracts';
import { historyOfRun } from '../logged-run.ts';
import { metricOf } from '../metric-names.ts';
import type { NamedSeries, Series } from '../series.ts';
import type { FoundHistory, Reading } from '../source.ts';

/** A server that has not answered after this many milliseconds will not. */
const answerMs = 30_000;
/** Entries that are asked for at once; MLflow gives 25,000 metrics or 50,000 runs at most. */
const pageOf = { metrics: 25_000, runs: 1000 };

const runData = z.object({
  info: z.object({ run_id: z.string() }),
  data: z.object({ metrics: z.array(z.object({ key: z.string() })).default([]) }).prefault({}),
});
const oneRun = z.object({ run: runData });
const nextPage = z.string().optional();
const manyRuns = z.object({ runs: z.array(runData).default([]), next_page_token: nextPage });
/** MLflow writes NaN and the infinities as words; its databases hold infinity as the largest number that there is. */
const metricValue = z.coerce
  .string()
  .transform(Number)
  .transform((number) => (Math.abs(number) === Number.MAX_VALUE ? number * 2 : number));
const point = z.object({ value: metricValue, step: z.coerce.number().default(0) });
const points = z.object({ metrics: z.array(point).default([]), next_page_token: nextPage });
const oneExperiment = z.object({ experiment: z.object({ experiment_id: z.string() }) });
const refusal = z.object({ message: z.string() });

type Ask = <Schema extends z.ZodType>(
  schema: Schema,
  call: { path: string; query?: Record<string, string>; body?: unknown },
) => Promise<z.output<Schema>>;

/** Reads one run of an MLflow tracking server, or all of an experiment, through its REST API 2.0. */
export async function* readServer(place: string, reading: Reading): AsyncGenerator<FoundHistory> {
  const ask = asker(place, reading.stop);
  for await (const { info, data } of runsOf(ask, place, reading)) {
    const series: NamedSeries[] = [];
    for (const { key } of data.metrics) {
      const own = metricOf(key) === null ? new Map() : await seriesOf(ask, info.run_id, key);
      series.push({ name: key, split: null, series: own });
    }
    const found = historyOfRun(info.run_id, series, reading);
    if (found !== null) yield found;
  }
}

async function* runsOf(
  ask: Ask,
  place: string,
  { run, experiment }: Reading,
): AsyncGenerator<z.output<typeof runData>> {
  if (run !== null) {
    yield (await ask(oneRun, { path: 'runs/get', query: { run_id: run } })).run;
    return;
  }
  if (experiment === null) {
    throw new AppError({
      code: 'bad_input',
      message: `${withoutPassword(place)}: which run of this server?`,
      hint: 'Add --run ID, or --experiment with an id or a name for all of its runs.',
    });
  }
  const experiment_ids = [/^\d+$/.test(experiment) ? experiment : await experimentNamed(ask, experiment)];
  let page_token: string | undefined;
  do {
    const body = { experiment_ids, max_results: pageOf.runs, page_token };
    const page = await ask(manyRuns, { path: 'runs/search', body });
    yield* page.runs;
    page_token = page.next_page_token;
  } while (page_token);
}

async function experimentNamed(ask: Ask, experiment_name: string): Promise<string> {
  const found = await ask(oneExperiment, { path: 'experiments/get-by-name', query: { experiment_name } });
  return found.experiment.experiment_id;
}

async function seriesOf(ask: Ask, run_id: string, metric_key: string): Promise<Series> {
  const series: Series = new Map();
  let page_token: string | undefined;
  do {
    const query = {
      run_id,
      metric_key,
      max_results: String(pageOf.metrics),
      ...(page_token && { page_token }),
    };
    const page = await ask(points, { path: 'metrics/get-history', query });
    for (const { step, value } of page.metrics) series.set(step, value);
    page_token = page.next_page_token;
  } while (page_token);
  return series;
}

/** Asks the server at `place`; a name and password in the address go into the request's head. */
function asker(place: string, stop: AbortSignal): Ask {
  const login = loginIn(place);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (login !== ':') headers['authorization'] = `Basic ${Buffer.from(login).toString('base64')}`;
  const root = withoutPassword(place).replace(/\/*$/, '/api/2.0/mlflow/');
  return async (schema, { path, query = {}, body }) => {
    const url = `${root}${path}?${new URLSearchParams(query).toString()}`;
    const signal = AbortSignal.any([stop, AbortSignal.timeout(answerMs)]);
    const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    try {
      const response = await fetch(url, { headers, signal, ...request });
      const json: unknown = await response.json();
      if (!response.ok) throw refused(url, response.status, refusal.safeParse(json).data?.message);
      return schema.parse(json);
    } catch (error) {
      if (stop.aborted) throw stop.reason;
      throw error instanceof AppError ? error : noServer(url, error);
    }
  };
}

/** @throws AppError `bad_input` for what is no address */
function loginIn(place: string): string {
  try {
    const { username, password } = new URL(place);
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch (cause) {
    throw new AppError({
      code: 'bad_input',
      message: `${JSON.stringify(place)} is no address of a server`,
      hint: 'Write it as http://HOST:PORT; of a name and a password, % and @ as %25 and %40.',
      cause,
    });
  }
}

function withoutPassword(place: string): string {
  const url = new URL(place);
  url.username = '';
  url.password = '';
  return url.href;
}

function refused(url: string, status: number, message = 'no reason given'): AppError {
  return new AppError({
    code: status === 404 ? 'not_found' : 'bad_input',
    message: `${url} answers ${status}: ${message}`,
    hint: 'Check the id of the run or experiment, and name and password (http://NAME:PASSWORD@HOST).',
  });
}

function noServer(url: string, cause: unknown): AppError {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return new AppError({
    code: 'bad_input',
    message: `${url}: no MLflow server answers there: ${inner instanceof Error ? inner.message : String(inner)}`,
    hint: 'Give the address that MLFLOW_TRACKING_URI has.',
    cause,
  });
}
