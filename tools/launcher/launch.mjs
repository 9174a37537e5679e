import { Failure, Interrupted } from './failure.mjs';
import { assertWritable, homeOf, rootDirectory } from './home.mjs';
import { assertNode18 } from './old-node.mjs';
import { Phases } from './phases.mjs';
import { parentOf } from './process-tree.mjs';
import { Processes } from './processes.mjs';

const graceMs = 15_000;
/** npm passes a Ctrl-C on that the terminal has sent to us as well: within this time both are one. */
const sameSignalMs = 1000;

/** @typedef {{ root: string, home: string, env: NodeJS.ProcessEnv, phases: Phases, processes: Processes }} Context */

/**
 * Runs a command of the launcher: signals reach the children, failures become a sentence and a cure, and no process is
 * left when it ends.
 * @param {(context: Context) => Promise<number>} command returns the exit status
 * @returns {Promise<never>}
 */
export async function launch(command) {
  assertNode18();
  const processes = new Processes({ graceMs });
  handleSignals(processes);
  let status = 1;
  try {
    const home = homeOf(process.env, rootDirectory);
    assertWritable(home, 'Make it writable for this user, or point TENBIN_HOME to a directory that is.');
    const phases = new Phases({ home, out: process.stdout });
    status = await command({ root: rootDirectory, home, env: process.env, phases, processes });
  } catch (error) {
    status = report(error);
  } finally {
    await processes.stop('SIGTERM');
  }
  process.exit(status);
}

/** @param {Processes} processes */
function handleSignals(processes) {
  let firstAt = 0;
  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    if (firstAt === 0) {
      firstAt = Date.now();
      void processes.stop(signal);
    } else if (Date.now() - firstAt > sameSignalMs) {
      processes.killNow();
      process.exit(130);
    }
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, onSignal);
  process.on('SIGWINCH', () => processes.resized());
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the terminal was closed
  if (process.env['npm_lifecycle_event']) stopWithNpm(() => onSignal('SIGTERM'));
}

/**
 * Ends with npm, also when the shell that it puts between dies of a signal without passing it on, or npm is killed.
 * @param {() => void} stop
 */
function stopWithNpm(stop) {
  const shell = process.ppid;
  const npm = parentOf(shell);
  const watch = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}

/**
 * @param {unknown} error
 * @returns {number} exit status
 */
function report(error) {
  if (error instanceof Interrupted) return 130;
  if (error instanceof Failure) console.error(`\n  ${error.message}\n  What to do: ${error.hint}\n`);
  else console.error('\n  This is a defect of Tenbin, please report it:\n', error);
  return 1;
}
