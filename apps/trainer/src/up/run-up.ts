import { once } from 'node:events';
import type { AppError } from '@tenbin/contracts';
import { migrate, openDatabase } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { superviseWorker } from '../processes/worker-child.ts';
import { followSweep } from '../sweeping/follow-sweep.ts';
import { showProgress } from '../sweeping/show-progress.ts';
import { showSummary } from '../sweeping/summary.ts';
import { requireDashboard, superviseDashboard, untilAnswered } from './dashboard.ts';
import { keepPostgres } from './keep-postgres.ts';
import { phase } from './phases.ts';
import { choosePort } from './port.ts';
import { queueSample } from './sample-sweep.ts';
import { addressOf, isOfThisMachine } from './address.ts';
import { readUpFile, writeUpFile } from './up-file.ts';

/**
 * Everything of Tenbin on this machine, until it is stopped: Postgres, dashboard, a worker, and at the first start
 * a sample sweep.
 * @throws AppError of whatever cannot be started
 */
export async function runUp({ env, output, stop, kill }: Context): Promise<void> {
  const running = await readUpFile(env.home);
  if (running !== null) {
    output.say(`Tenbin runs already: ${running.url} (process ${running.pid})`);
    return;
  }
  requireDashboard();
  const port = await choosePort(env, output.say);
  const fault = new AbortController();
  const onLost = (error: AppError): void => fault.abort(error);
  await using postgres =
    env.databaseUrl === null
      ? await phase(output, 'Postgres', () => keepPostgres({ home: env.home, kill, say: output.say, onLost }))
      : null;
  const databaseUrl = env.databaseUrl ?? postgres?.url ?? '';
  await phase(output, 'Database schema', () => migrate(databaseUrl));
  await using db = await openDatabase(databaseUrl);

  const serving = new AbortController();
  const over = AbortSignal.any([stop, fault.signal, serving.signal]);
  const child = { env, databaseUrl, stop: over, kill, say: output.say };
  const services = Promise.all([superviseWorker(child), superviseDashboard({ ...child, port })]);
  // Its failure is met where it is awaited, after the rest was shown.
  services.catch(onServiceFault(fault));
  try {
    const sample = await queueSample(db, output);
    const url = addressOf(env.host, port);
    await phase(output, 'Dashboard', () => untilAnswered(url, env.home, over));
    await using _ = await writeUpFile(env.home, { url, pid: process.pid });
    output.say(
      `\n${output.paint('bold', `Tenbin is ready: ${url}`)}\nCtrl-C stops it; everything is kept.\n`,
    );
    if (!isOfThisMachine(env.host))
      output.say('Other machines reach it too: whoever does sees everything and may launch and delete.\n');
    process.send?.({ url });
    if (sample !== null) {
      const news = followSweep({ db, sweepId: sample, signal: over, log: output.say });
      const last = await showProgress(news, output);
      if (last !== null && !over.aborted) showSummary(last, output, `${url}/sweeps/${sample}`);
    }
    if (!over.aborted) await once(over, 'abort');
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    if (stop.aborted) output.say('Stopping …');
    serving.abort();
    await services;
  }
  fault.signal.throwIfAborted();
  if (stop.aborted) output.say('Tenbin has stopped. The next start goes on with everything that it has.');
}

function onServiceFault(fault: AbortController): (error: unknown) => void {
  return (error) => fault.abort(error);
}
