// Starts the embedded server of a home, says its address on stdout and holds it: tests kill this process.
import { startPostgres } from '../src/index.ts';

const server = await startPostgres({ home: process.argv[2] ?? '', log: () => {} });
process.stdout.write(`${server.url}\n`);
