import type pg from 'pg';
import { adoptOldJobs } from '../queries/queue.ts';
import { pgBoss, queueName, retryLimit } from './sweep-jobs.ts';

/** Makes or updates the queue's tables. */
export async function installQueue(client: pg.Client): Promise<void> {
  const boss = pgBoss({ executeSql: (text, values) => client.query(text, values) }, { migrate: true });
  const failures: Error[] = [];
  boss.on('error', (error) => {
    failures.push(error);
  });
  await boss.start();
  try {
    if (!(await boss.getQueue(queueName))) await boss.createQueue(queueName);
  } finally {
    await boss.stop();
  }
  if (failures[0]) throw failures[0];
  await client.query(adoptOldJobs(retryLimit));
}
