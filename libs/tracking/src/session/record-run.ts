import type { RunHandle, RunProvenance, RunRecord } from '@tenbin/contracts';
import type { RunLogger } from '../writer-log.ts';
import { reasonOf } from '../refusal.ts';
import type { FileKeeper, PngEncoder } from './files.ts';
import { keepPicture } from './keep-picture.ts';
import { flatten, printable } from './params.ts';
import { errorOf, keeper, matrixProblem, numbersOf, startOf, tagsOf, withSeeds } from './said.ts';
import type { Ending, Run, StartRunOptions } from './run.ts';
import { watchVerdict } from './verdict-watch.ts';

/** Milliseconds between two looks at whether the verdict has to be told. */
const verdictMs = 1000;

export interface RunParts {
  uuid: string;
  options: StartRunOptions;
  logger: RunLogger;
  log: (line: string) => void;
  /** Null where nothing can keep files. */
  files: FileKeeper | null;
  encodePng: PngEncoder;
  /** What the server knows of the run; null as long as it was not asked. */
  handle: () => RunHandle | null;
  /** The highest step of a run that goes on. */
  firstStep: number;
  provenance: Promise<RunProvenance | null>;
  /** Called once when the run ends, before its last words. */
  onEnd: () => void;
  /** Called once when nothing of the run is open any more. */
  onClosed: () => Promise<void>;
}

/** A run that is ended by force: its end is recorded, and nothing waits. */
export interface RecordedRun extends Run {
  endNow(status: Ending, error?: unknown): void;
}

/** Turns what a program says of its run into records. */
export function recordRun(parts: RunParts): RecordedRun {
  const { uuid, options, logger, log, files, handle, onEnd } = parts;
  const watch = watchVerdict();
  let step = parts.firstStep;
  let tags = options.tags ?? [];
  let over: Promise<void> | null = null;
  let ended = false;
  const open = new Set<Promise<unknown>>();
  const pictures = new Map<string, number>();
  const record = (said: RunRecord): void => {
    if (!ended) logger.log(said);
  };
  const timer = setInterval(tellVerdict, verdictMs);
  if (typeof timer === 'object' && 'unref' in timer) timer.unref();

  record(startOf(options));
  void follow(
    parts.provenance.then((provenance) => {
      if (provenance !== null)
        record({ kind: 'provenance', provenance: withSeeds(provenance, options.seeds) });
    }),
  );

  function tellVerdict(): void {
    const verdict = watch.news();
    if (verdict !== null) record({ kind: 'verdict', verdict });
  }

  /** What a program leaves to itself must not end it: its failure is told, and whoever waits for it gets it too. */
  function follow<Result>(work: Promise<Result>): Promise<Result> {
    open.add(work);
    work.catch((error: unknown) => log(`run ${uuid}: ${reasonOf(error)}`)).finally(() => open.delete(work));
    return work;
  }

  function end(status: Ending, error: unknown): void {
    if (ended) return;
    clearInterval(timer);
    onEnd();
    tellVerdict();
    if (logger.lost > 0) {
      const lines = [`tenbin: ${logger.lost} records of metrics were lost: neither disk nor memory had room`];
      record({ kind: 'console', stream: 'stderr', at: Date.now(), lines });
    }
    record({
      kind: 'end',
      status,
      at: Date.now(),
      ...(error === undefined ? {} : { error: errorOf(error) }),
    });
    ended = true;
  }

  return {
    uuid,
    get id() {
      return handle()?.id ?? null;
    },
    get url() {
      return handle()?.url ?? null;
    },
    get step() {
      return step;
    },
    log(values, { step: at = step + 1 } = {}) {
      if (!Number.isSafeInteger(at) || at < 0) {
        log(
          `run ${uuid}: step ${String(at)} is no whole number from 0 on: what was logged there is left out`,
        );
        return;
      }
      const numbers = numbersOf(values);
      if (numbers === null) return;
      step = Math.max(step, at);
      watch.take(at, numbers);
      record({ kind: 'metrics', step: at, at: Date.now(), values: numbers });
    },
    logApart(values, at) {
      const numbers = numbersOf(values);
      if (numbers !== null) record({ kind: 'metrics', step: at, at: Date.now(), values: numbers });
    },
    config: (values) => record({ kind: 'params', params: flatten(values) }),
    rename: (name) => record({ kind: 'labels', name: printable(name).slice(0, 200) }),
    tag(...more) {
      tags = [...new Set([...tags, ...more])];
      record({ kind: 'labels', tags: tagsOf(tags) });
    },
    untag(...fewer) {
      tags = tags.filter((tag) => !fewer.includes(tag));
      record({ kind: 'labels', tags: tagsOf(tags) });
    },
    note: (text) => record({ kind: 'labels', notes: text.slice(0, 100_000) }),
    confusionMatrix(split, classes, counts, { weights = 'last', epoch = Math.max(1, step) } = {}) {
      const matrix = { classes: [...classes], counts: counts.map((row) => [...row]) };
      const problem = matrixProblem(matrix);
      if (problem !== null) log(`run ${uuid}: the confusion matrix "${split}" is left out: ${problem}`);
      else record({ kind: 'confusion', split: printable(split).slice(0, 100), weights, epoch, matrix });
    },
    artifact: (name, source, { type = 'files' } = {}) =>
      follow(
        keeper(files)
          .keep(source)
          .then((kept) => {
            record({ kind: 'artifact', name: printable(name).slice(0, 200), type, ...kept, at: Date.now() });
          }),
      ),
    image: (key, picture, { step: at = step, caption = '' } = {}) =>
      follow(
        keepPicture(picture, keeper(files), parts.encodePng).then((kept) => {
          const place = {
            key: printable(key).slice(0, 200),
            step: at,
            index: nextPlace(pictures, `${at} ${key}`),
          };
          record({ kind: 'image', ...place, caption: caption.slice(0, 1000), ...kept, at: Date.now() });
        }),
      ),
    print: (line, stream = 'stdout') =>
      record({ kind: 'console', stream, at: Date.now(), lines: [line.slice(0, 10_000)] }),
    verdict: () => watch.verdict(),
    async flush({ timeoutMs = 30_000 } = {}) {
      await Promise.allSettled(open);
      return logger.flush(AbortSignal.timeout(timeoutMs)).then(
        () => true,
        () => false,
      );
    },
    finish({ status = 'finished', error } = {}) {
      over ??= (async () => {
        await Promise.allSettled(open);
        end(status, error);
        await logger[Symbol.asyncDispose]();
        await parts.onClosed();
      })();
      return over;
    },
    endNow: end,
    [Symbol.asyncDispose]() {
      return this.finish();
    },
  };
}

/** Pictures of one key and step stand beside each other in the order in which they were logged. */
function nextPlace(places: Map<string, number>, name: string): number {
  const index = places.get(name) ?? 0;
  places.set(name, index + 1);
  return index;
}
