import type pg from 'pg';
import { pgBoss, queueName, trialJob } from './sweep-jobs.ts';

/** A job of a database that is no more. */
export interface SavedJob {
  /** Runs know their job by it. */
  id: string;
  sweepId: number;
  /** As the queue numbers it. */
  priority: number;
}

/** Queues jobs again that waited, or were being run, when they were saved. */
export async function restoreJobs(client: pg.Client, jobs: readonly SavedJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const boss = pgBoss({ executeSql: (text, values) => client.query(text, values) }, { migrate: false });
  const inserts = jobs.map(({ id, sweepId, priority }) => ({
    ...trialJob({ sweepId, priority: 0 }),
    id,
    priority,
  }));
  await boss.insert(queueName, inserts);
}
