import { parseArgs } from 'node:util';
import { homeOf, rootDirectory } from '../launcher/home.mjs';
import type { Benchmark } from './benchmark.ts';
import { ingest } from './ingest/ingest.ts';
import { overfit } from './overfit/overfit.ts';
import { search } from './search/search.ts';
import { scheduling } from './scheduling/scheduling.ts';
import { sideBySide } from './side-by-side/side-by-side.ts';
import { storage } from './storage/storage.ts';
import { tableOf } from './table.ts';
import { web } from './web/web.ts';
import { training } from './training/training.ts';

const benchmarks: Record<string, Benchmark> = {
  training,
  'side-by-side': sideBySide,
  search,
  scheduling,
  overfit,
  ingest,
  storage,
  web,
};

const usage = [
  'npm run bench -- NAME [--quick] [--json]',
  ...Object.entries(benchmarks).map(([name, { summary }]) => `  ${name}: ${summary}`),
  '  --quick  a short run, whose figures only show that it works',
  '  --json   one JSON document on stdout, all else on stderr',
].join('\n');

// Without this a signal would end this process alone, and leave its contenders.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.exitCode = await main(process.argv.slice(2));

async function main(given: string[]): Promise<number> {
  const options = {
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true });
    const [name = '', ...others] = positionals;
    const benchmark = benchmarks[name];
    if (benchmark === undefined || others.length > 0 || values.help === true) {
      console.error(usage);
      return values.help === true ? 0 : 2;
    }
    const home = homeOf(process.env, rootDirectory);
    const { rows, notes } = await benchmark.run({ home, quick: values.quick === true, log: console.error });
    if (values.json === true) console.log(JSON.stringify({ name, rows, notes }));
    else console.log(['', tableOf(rows), '', ...notes].join('\n'));
    return 0;
  } catch (error) {
    const isUsage = error instanceof TypeError && 'code' in error;
    console.error(isUsage ? `${error.message}\n${usage}` : error);
    return isUsage ? 2 : 1;
  }
}
