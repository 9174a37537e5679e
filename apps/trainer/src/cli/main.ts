import { CommanderError } from 'commander';
import { AppError, errorCodes } from '@tenbin/contracts';
import { commands } from './commands.ts';
import { readEnv } from './env.ts';
import { Output } from './output.ts';
import { createProgram } from './program.ts';
import type { Call } from './program.ts';
import { reportError } from './report-error.ts';

/** Signals this near to each other, in milliseconds, are one that came by two ways, as to a whole process group. */
const sameSignalMs = 300;
/** How long connections that do not answer may keep a process whose command has ended, in milliseconds. */
const lingerMs = 5_000;

process.exitCode = await main(process.argv);
setTimeout(() => process.exit(), lingerMs).unref();

async function main(argv: string[]): Promise<number> {
  const stop = new AbortController();
  const kill = new AbortController();
  const cease = (why: string): void => {
    if (stop.signal.aborted) return;
    stop.abort(
      new AppError({ code: 'interrupted', message: `Stopped: ${why}.`, hint: 'Nothing is left running.' }),
    );
  };
  let interrupted = -Infinity;
  const interrupt = (why: string): void => {
    const again = performance.now() - interrupted > sameSignalMs;
    interrupted = performance.now();
    if (!stop.signal.aborted) return cease(why);
    if (!again) return;
    kill.abort();
    process.exit(errorCodes.interrupted.exit);
  };
  process.on('SIGINT', () => interrupt('Ctrl-C'));
  process.on('SIGTERM', () => interrupt('SIGTERM'));
  process.on('SIGHUP', () => interrupt('the terminal was closed'));
  if (process.connected) process.once('disconnect', () => cease('the process that started it is gone'));
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => cease('nobody reads its output any more'));
  }

  let output = new Output(false);
  const run = async ({ command, input }: Call): Promise<void> => {
    output = new Output(input['json'] === true);
    await command.run(input, { env: readEnv(process.env), output, stop: stop.signal, kill: kill.signal });
  };
  const program = createProgram(commands, run);
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : errorCodes.bad_input.exit;
    return reportError(error, output, program.opts()['verbose'] === true);
  } finally {
    if (process.connected) process.disconnect();
  }
}
