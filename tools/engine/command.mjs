import { spawn } from 'node:child_process';

/**
 * @typedef {object} Ended how a program ended
 * @property {'done' | 'failed' | 'missing' | 'timeout'} status
 * @property {string} stdout the end of it, up to 20,000 characters
 * @property {string} stderr
 * @property {string | null} signal what killed it
 */

/**
 * Runs a program to its end and keeps what it said.
 * @param {string[]} command program and arguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<Ended>}
 */
export function run([program = '', ...args], { timeoutMs = 900_000, ...place } = {}) {
  const child = spawn(program, args, place);
  child.stdin.end();
  const [stdout, stderr] = [tailOf(child.stdout), tailOf(child.stderr)];
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  return new Promise((resolve) => {
    /** @param {Ended['status']} status @param {string | null} signal */
    const end = (status, signal) => {
      clearTimeout(timer);
      resolve({ status, stdout: stdout(), stderr: stderr(), signal });
    };
    child.on('error', (error) => end(cannotStart(error) ? 'missing' : 'failed', null));
    child.on('close', (code, signal) => end(timedOut ? 'timeout' : code === 0 ? 'done' : 'failed', signal));
  });
}

/**
 * What a stream has said so far.
 * @param {import('node:stream').Readable} stream
 * @returns {() => string}
 */
function tailOf(stream) {
  let tail = '';
  stream.setEncoding('utf8');
  stream.on('data', (/** @type {string} */ text) => (tail = (tail + text).slice(-20_000)));
  return () => tail;
}

/**
 * The last line of a program's output that says something, or how it died.
 * @param {Pick<Ended, 'stdout' | 'stderr' | 'signal'>} ended
 */
export function lastLine({ stderr, stdout, signal }) {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  const silent = signal === null ? 'it said nothing' : `it was killed by ${signal}`;
  return lines.filter((line) => line !== '').at(-1) ?? silent;
}

/** @param {Error} error */
function cannotStart(error) {
  return 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES');
}
