import { styleText } from 'node:util';
import { toJson } from '@tenbin/contracts';

export type Style = 'dim' | 'bold' | 'red' | 'green' | 'yellow' | 'cyan';
/** Colours `text` where the reader's terminal shows colours. */
export type Paint = (style: Style, text: string) => string;

/** Characters of a line where nobody says how wide a line is. */
const plainWidth = 100;

/** Where a command's words go: people read stdout, unless a machine does; then they read stderr. */
export class Output {
  /** Whether stdout carries JSON. */
  readonly json: boolean;
  /** The stream that people read. */
  readonly stream: NodeJS.WriteStream;
  #print: (line: string) => void;
  #complete = false;

  constructor(json: boolean) {
    this.json = json;
    this.stream = json ? process.stderr : process.stdout;
    this.#print = this.#write;
  }

  /** Whether what is written can be drawn over. */
  get live(): boolean {
    return this.stream.isTTY && !this.json;
  }

  /** What a table on the stream is drawn for. */
  get page(): { width: number; paint: Paint } {
    return { width: this.live ? this.stream.columns : plainWidth, paint: this.paint };
  }

  readonly paint: Paint = (style, text) => styleText(style, text, { stream: this.stream });

  /** A line for people. */
  readonly say = (line: string): void => this.#print(line);

  /** The one JSON document of a command: after it stdout stays silent, also about errors. */
  result(value: unknown): void {
    this.document(value);
    this.#complete = true;
  }

  /** One line of a stream of JSON documents; nothing without `--json`. */
  document(value: unknown): void {
    if (this.json && !this.#complete) process.stdout.write(`${JSON.stringify(toJson(value))}\n`);
  }

  /** Lets whoever draws on the stream print the lines in between, until the result is disposed of. */
  divert(print: (line: string) => void): Disposable {
    this.#print = print;
    return {
      [Symbol.dispose]: () => {
        this.#print = this.#write;
      },
    };
  }

  readonly #write = (line: string): void => void this.stream.write(`${line}\n`);
}
