// A worker that takes a job, says its number on stdout and then does nothing but live: tests kill it.
import { openDatabase, sweepQueue } from '../src/index.ts';

const db = await openDatabase(process.argv[2] ?? '');
const queue = await sweepQueue(db);
const job = await queue.take();
process.stdout.write(`${job?.id ?? 'none'}\n`);
