import { join } from 'node:path';
import type { RunControl } from '@tenbin/contracts';
import { beat } from '@tenbin/db';
import type { Claim } from '@tenbin/db';
import { startChild } from '../processes/child.ts';
import type { Child, Ending } from '../processes/child.ts';
import type { TrialMessage } from '../trial/messages.ts';
import { every } from './every.ts';
import { trialEnvironment } from './machine.ts';
import type { Workplace } from './serve-job.ts';

/** Time between two heartbeats of a run, in milliseconds: so late a trial hears what people want of it. */
const beatMs = 2_000;
/** From asking a trial to leave to SIGTERM and to SIGKILL, in milliseconds. */
const leaving = { askMs: 3_000, killMs: 6_000 };

/** Trains a run in a process of its own until that is gone, and hands on what people ask of it meanwhile. */
export async function trainClaim(claim: Claim, label: string, place: Workplace): Promise<Ending> {
  const { db, log, stop, kill } = place;
  const { runId, attempt } = claim;
  const child = await startTrial(claim, place);
  const stopped = Promise.withResolvers<null>();
  const askToLeave = (): void => stopped.resolve(null);
  stop.addEventListener('abort', askToLeave, { once: true });
  kill.addEventListener('abort', child.kill, { once: true });
  const tell = teller(child, (line) => log(`${label}: ${line}`));
  try {
    await using _ = every({
      ms: beatMs,
      act: async () => tell(await beat(db, { runId, attempt })),
      onError: (error) => log(`${label}: its heartbeat failed: ${String(error)}`),
    });
    if (stop.aborted) askToLeave();
    return (await Promise.race([child.exited, stopped.promise])) ?? (await dismiss(child));
  } finally {
    stop.removeEventListener('abort', askToLeave);
    kill.removeEventListener('abort', child.kill);
    child.kill();
  }
}

async function startTrial(claim: Claim, place: Workplace): Promise<Child> {
  const { log, environment, threads } = place;
  const { runId, attempt, config } = claim;
  const child = await startChild({
    script: join(import.meta.dirname, '../trial/main.ts'),
    environment: trialEnvironment(environment, config.threads ?? threads),
    log: (line) => log(`run ${runId}: ${line}`),
  });
  log(`run ${runId}: attempt ${attempt} is trained by process ${child.pid}`);
  const { home, spools, databaseUrl, provenance } = place;
  const { sweepId, trial, spec } = claim;
  const own = { runId, attempt, sweepId, trial, config, spec, provenance };
  child.send({ type: 'start', job: { ...own, home, spools, databaseUrl } } satisfies TrialMessage);
  return child;
}

/** Tells a trial what people want of it, each wish once. A run that is not ours any more is not trained on. */
function teller(child: Child, log: (line: string) => void) {
  let told: RunControl | null = null;
  return ({ lives, control }: { lives: boolean; control: RunControl | null }): void => {
    if (!lives) {
      // It may just be saying its last words: then it ends by itself.
      child.send({ type: 'leave', reason: 'the run has ended, or goes on elsewhere' } satisfies TrialMessage);
      return;
    }
    if (control === told) return;
    told = control;
    if (control === 'kill') {
      log('it is killed, as people asked');
      child.kill();
    } else if (control === null) child.send({ type: 'goOn' } satisfies TrialMessage);
    else child.send({ type: 'finish', control } satisfies TrialMessage);
  };
}

function dismiss(child: Child): Promise<Ending> {
  const ask = { type: 'leave', reason: 'the worker was stopped' } satisfies TrialMessage;
  return child.end({ ask, ...leaving });
}
