/// <reference lib="dom" />
import { AppError } from '@tenbin/contracts';
import type { RunHandle, RunProvenance } from '@tenbin/contracts';
import { httpRemote } from './http-sink.ts';
import { recordRun } from './session/record-run.ts';
import type { Run, StartRunOptions } from './session/run.ts';
import { writerLog } from './writer-log.ts';

export { logged, tenbinCallback } from './callbacks.ts';
export type { CallbackOptions, ModelCallback } from './callbacks.ts';
export type { Ending, Run, StartRunOptions, Values } from './session/run.ts';
export type { FileContents, Pixels } from './session/files.ts';

/** Milliseconds of silence after which the server is told that the run lives. */
const beatMs = 10_000;

export interface BrowserRunOptions extends Omit<StartRunOptions, 'resume'> {
  /** The server; it has to allow the origin of this page (TENBIN_ALLOWED_ORIGINS). */
  url: string;
  apiKey: string;
  /** A uuid. */
  resume?: string;
  /** Takes what goes wrong; by default it goes to the console. */
  log?: (line: string) => void;
}

/**
 * Starts a run in a browser. Records wait in memory: what is not sent when the page is closed is lost, but for what a last
 * request takes along.
 * @throws AppError `bad_input` when it has no project
 */
export async function startRun(options: BrowserRunOptions): Promise<Run> {
  const { url, apiKey, resume, log = toConsole } = options;
  if (options.project.trim() === '') throw noProject();
  let leaving = false;
  const remote = httpRemote({ url, apiKey, pack: gzipped, keepalive: () => leaving });
  let handle: RunHandle | null = resume === undefined ? null : await remote.find(resume).catch(() => null);
  const writer = { run: resume ?? crypto.randomUUID(), session: crypto.randomUUID() };
  const logger = writerLog({
    writer,
    log,
    beatMs,
    store: null,
    before: [],
    sink: {
      async send(batch) {
        const acknowledged = await remote.records.send(batch);
        handle ??= await remote.find(writer.run).catch(() => null);
        return acknowledged;
      },
    },
  });
  const leave = (): void => {
    leaving = true;
    run.endNow('canceled');
  };
  const run = recordRun({
    uuid: writer.run,
    options,
    logger,
    log,
    files: { store: remote.blobs, keep: keepNothing },
    encodePng,
    handle: () => handle,
    firstStep: handle?.lastStep ?? 0,
    provenance: Promise.resolve(describePage()),
    onEnd: () => removeEventListener('pagehide', leave),
    onClosed: async () => {},
  });
  addEventListener('pagehide', leave);
  return run;
}

function keepNothing(): Promise<never> {
  return Promise.reject(
    new AppError({
      code: 'bad_input',
      message: 'Artifacts are kept where there are files: a browser keeps pictures alone.',
      hint: 'Save the model, and keep it from a program on a machine.',
    }),
  );
}

/** By the canvas of the browser. Grey and RGB become RGBA, which is what it takes. */
async function encodePng({
  data,
  width,
  height,
}: {
  data: Uint8Array | Uint8ClampedArray;
  width: number;
  height: number;
}) {
  const channels = data.length / (width * height);
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) {
    for (let channel = 0; channel < Math.max(3, channels); channel += 1)
      rgba[at * 4 + channel] = data[at * channels + Math.min(channel, channels - 1)] ?? 0;
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

async function gzipped(text: string): Promise<{ body: Uint8Array; encoding: 'gzip' }> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return { body: new Uint8Array(await new Response(packed).arrayBuffer()), encoding: 'gzip' };
}

function describePage(): RunProvenance {
  const { userAgent, hardwareConcurrency } = navigator;
  return {
    host: location.host,
    platform: userAgent.slice(0, 200),
    processor: `${hardwareConcurrency} cores`,
    node: 'browser',
    packages: {},
    commit: null,
    command: location.href,
  };
}

function toConsole(line: string): void {
  // oxlint-disable-next-line no-console -- a page has nothing else to say it to
  console.warn(`tenbin: ${line}`);
}

function noProject(): AppError {
  return new AppError({
    code: 'bad_input',
    message: 'A run needs the name of its project.',
    hint: "Call startRun({ project: 'cats' }).",
  });
}
