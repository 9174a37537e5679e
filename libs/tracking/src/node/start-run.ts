import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { folderStore, putFiles } from '@tenbin/artifacts';
import { AppError } from '@tenbin/contracts';
import type { BlobStore, RunHandle, SessionWriter, Sink } from '@tenbin/contracts';
import { captureConsole } from '../capture/capture-console.ts';
import { captureSystem } from '../capture/capture-system.ts';
import { describeProcess } from '../capture/describe-process.ts';
import { deliveringFiles } from '../deliver-files.ts';
import { httpRemote } from '../http-sink.ts';
import type { Remote } from '../http-sink.ts';
import { recordRun } from '../session/record-run.ts';
import type { RecordedRun } from '../session/record-run.ts';
import type { Run, StartRunOptions } from '../session/run.ts';
import { openWriter } from './open-run.ts';
import { encodePng } from './png.ts';
import { endWithProcess } from './process-hooks.ts';
import { lockSpool, unlockSpool } from './spool-lock.ts';
import { spoolPath } from './spool.ts';
import { syncSpools } from './sync-spools.ts';

/** Milliseconds of silence after which the server is told that the run lives. */
const beatMs = 10_000;

/** How and where a run is logged. */
export interface RunPlace {
  /** The server; by default TENBIN_URL, or the one that `npm start` of Tenbin opens on this machine. */
  url?: string;
  /** By default TENBIN_API_KEY. */
  apiKey?: string;
  /** In place of a server, on a machine that may write the database: `postgresSink` of Tenbin. */
  sink?: Sink<SessionWriter>;
  /** Where files go beside such a sink. */
  blobs?: BlobStore;
  /** Folder of the spools; by default TENBIN_SPOOL, or `.tenbin/spool` in the home of the user. */
  directory?: string;
  /** Sends nothing: what is logged waits in the spool for `tenbin sync`. */
  offline?: boolean;
  /** Whether what the process writes is kept too; yes by default. */
  console?: boolean;
  /** Whether the use of processor, memory, disk and GPU is kept, and every how many seconds; 5 by default. */
  system?: boolean | { seconds: number };
  /** Whether commit, branch and difference of the code are kept; yes by default. */
  git?: boolean;
  /** Takes what goes wrong; by default it is written to stderr. */
  log?: (line: string) => void;
}

export type NodeRunOptions = StartRunOptions & RunPlace;

/**
 * Starts a run. It needs no server to be there: what is logged goes to the spool, and on from there when it can.
 * ```ts
 * await using run = await startRun({ project: 'cats', config: { batchSize: 64 } });
 * for await (const epoch of train()) run.log(epoch);
 * ```
 * @throws AppError `bad_input` when the options make no run; `not_found` when there is no such run to go on with
 */
export async function startRun(options: NodeRunOptions): Promise<Run> {
  checkOptions(options);
  const { log = toStderr, directory = spoolFolder() } = options;
  const remote = remoteOf(options);
  const found = await findResumed(options, remote);
  const writer = { run: found.uuid, session: randomUUID() };
  const path = spoolPath(directory, writer);
  const staged = folderStore(`${path}.blobs`);
  let handle = found.handle;
  const sink = deliveringFiles(remote.records, { staged, blobs: remote.blobs });
  await lockSpool(path);
  const logger = await openWriter<SessionWriter>({
    writer,
    directory,
    log,
    beatMs,
    sink:
      options.offline === true
        ? null
        : {
            async send(batch) {
              const acknowledged = await sink.send(batch);
              handle ??= (await remote.find?.(writer.run).catch(() => null)) ?? null;
              return acknowledged;
            },
          },
  });
  const ends: (() => void)[] = [];
  const end = (): void => {
    for (const each of ends.splice(0)) each();
  };
  const run = recordRun({
    uuid: writer.run,
    options,
    logger,
    log,
    files: { store: staged, keep: (source) => putFiles(staged, source) },
    encodePng,
    handle: () => handle,
    firstStep: found.handle?.lastStep ?? 0,
    provenance: describeProcess({ git: options.git ?? true }).catch(() => null),
    onEnd: end,
    onClosed: async () => {
      unlockSpool(path);
      if (logger.idle) await rm(`${path}.blobs`, { recursive: true, force: true });
    },
  });
  ends.push(...captures(run, options));
  ends.push(
    endWithProcess({
      endNow: (status, error) => run.endNow(status, error),
      saveNow: () => logger.saveNow(),
      deliver: (timeoutMs) => logger.flush(AbortSignal.timeout(timeoutMs)),
    }),
  );
  if (options.offline !== true) syncOthers({ directory, sink: remote.records, blobs: remote.blobs });
  return run;
}

/** Logs a run while `body` works: it ends finished, or, when `body` throws, failed. @throws what `body` throws */
export async function withRun<Result>(
  options: NodeRunOptions,
  body: (run: Run) => Promise<Result>,
): Promise<Result> {
  const run = await startRun(options);
  try {
    const result = await body(run);
    await run.finish();
    return result;
  } catch (error) {
    await run.finish({ status: 'failed', error });
    throw error;
  }
}

/** The server of these options, or of the environment. */
export function remoteFrom({ url, apiKey }: Pick<RunPlace, 'url' | 'apiKey'> = {}): Remote {
  const key = apiKey ?? process.env['TENBIN_API_KEY'];
  return httpRemote({
    url: url ?? process.env['TENBIN_URL'] ?? 'http://127.0.0.1:3000',
    apiKey: key,
    pack: async (text) => ({ body: await packed(text, { level: 1 }), encoding: 'gzip' }),
  });
}

const packed = promisify<string, { level: number }, Buffer>(gzip);

/** Where spools lie when nothing else is said. */
export function spoolFolder(): string {
  return process.env['TENBIN_SPOOL'] ?? join(homedir(), '.tenbin', 'spool');
}

interface Place extends Omit<Remote, 'find'> {
  find: Remote['find'] | null;
}

function remoteOf(options: NodeRunOptions): Place {
  if (options.offline === true) return { ...remoteFrom(options), find: null };
  const { sink, blobs = noFiles } = options;
  return sink === undefined ? remoteFrom(options) : { records: sink, blobs, find: null };
}

const noFiles: BlobStore = {
  missing: () => Promise.reject(noPlaceForFiles()),
  put: () => Promise.reject(noPlaceForFiles()),
  get: () => Promise.reject(noPlaceForFiles()),
};

function noPlaceForFiles(): Error {
  return new Error('the sink takes no files: hand in `blobs` beside it');
}

async function findResumed(
  { resume }: NodeRunOptions,
  { find }: Place,
): Promise<{ uuid: string; handle: RunHandle | null }> {
  if (resume === undefined) return { uuid: randomUUID(), handle: null };
  const isUuid = typeof resume === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(resume);
  if (find === null && isUuid) return { uuid: resume, handle: null };
  if (find === null) throw needsServer(resume);
  try {
    const handle = await find(resume);
    return { uuid: handle.uuid, handle };
  } catch (error) {
    // A run that was begun offline is not known yet, and a server may be away.
    if (isUuid) return { uuid: resume, handle: null };
    throw error instanceof AppError ? error : needsServer(resume, error);
  }
}

function captures(run: RecordedRun, { console = true, system = true }: RunPlace): (() => void)[] {
  const began = performance.now();
  const seconds = typeof system === 'object' ? system.seconds : undefined;
  const measure = (values: Record<string, number>): void =>
    run.logApart(values, Math.round((performance.now() - began) / 1000));
  return [
    ...(console ? [captureConsole((line, stream) => run.print(line, stream))] : []),
    ...(system === false ? [] : [captureSystem(measure, seconds)]),
  ];
}

/** What earlier processes left is delivered beside, in silence: it has time. */
function syncOthers(options: Pick<Parameters<typeof syncSpools>[0], 'directory' | 'sink' | 'blobs'>): void {
  void syncSpools({ ...options, log: () => {}, signal: AbortSignal.timeout(60_000) }).catch(() => {});
}

function toStderr(line: string): void {
  process.stderr.write(`tenbin: ${line}\n`);
}

/** @throws AppError `bad_input` */
function checkOptions({ project }: NodeRunOptions): void {
  if (typeof project === 'string' && project.trim() !== '') return;
  throw new AppError({
    code: 'bad_input',
    message: 'A run needs the name of its project.',
    hint: "Call startRun({ project: 'cats' }).",
  });
}

function needsServer(resume: string | number, cause?: unknown): AppError {
  return new AppError({
    code: 'bad_input',
    message: `Run ${String(resume)} cannot be found: its server does not answer.`,
    hint: 'Name the run by its uuid: that needs no server.',
    ...(cause === undefined ? {} : { cause }),
  });
}
