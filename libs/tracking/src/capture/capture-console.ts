import { stripVTControlCharacters } from 'node:util';

/** Lines a second that are kept; a program that writes more keeps its output, and the rest is counted. */
const mostASecond = 1000;
/** Longest line, in characters. */
const longestLine = 10_000;

type Print = (line: string, stream: 'stdout' | 'stderr') => void;

/**
 * Takes along what the process writes, which appears as ever. Whole lines without colours; of a progress bar, which goes
 * back to the start of its line again and again, the last state.
 * @returns what ends it
 */
export function captureConsole(print: Print): () => void {
  const ends = [capture('stdout', print), capture('stderr', print)];
  return () => {
    for (const end of ends) end();
  };
}

function capture(name: 'stdout' | 'stderr', print: Print): () => void {
  const stream = process[name];
  const before: unknown = Reflect.get(stream, 'write');
  const usual = stream.write.bind(stream);
  const lines = lineReader((line) => print(line, name));
  let inside = false;
  const taken = (...given: Parameters<typeof stream.write>): boolean => {
    // What is written while a line is taken along is about that line.
    if (!inside) {
      inside = true;
      try {
        const [chunk] = given;
        lines.take(typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk));
      } finally {
        inside = false;
      }
    }
    return usual(...given);
  };
  Reflect.set(stream, 'write', taken);
  return () => {
    inside = true;
    lines.end();
    if (Reflect.get(stream, 'write') === taken) Reflect.set(stream, 'write', before);
  };
}

/** Cuts text into lines, and hands on as many a second as may be. */
export function lineReader(take: (line: string) => void, now = (): number => performance.now()) {
  let open = '';
  let since = now();
  let [taken, left] = [0, 0];
  const emit = (text: string): void => {
    if (now() - since >= 1000) {
      if (left > 0) take(`… ${left} lines are left out`);
      [since, taken, left] = [now(), 0, 0];
    }
    taken += 1;
    if (taken > mostASecond) left += 1;
    else take(stripVTControlCharacters(lastState(text)).slice(0, longestLine));
  };
  return {
    take(text: string): void {
      const parts = (open + text).split('\n');
      open = parts.pop() ?? '';
      // A progress bar never ends its line: what it has overwritten is gone.
      if (open.length > longestLine) open = lastState(open).slice(-longestLine);
      for (const part of parts) emit(part);
    },
    end(): void {
      if (open !== '') emit(open);
      open = '';
      if (left > 0) take(`… ${left} lines are left out`);
      left = 0;
    },
  };
}

/** What stands in a line after every return to its start. */
function lastState(line: string): string {
  const states = line.replace(/\r+$/, '').split('\r');
  return states.at(-1) ?? '';
}
