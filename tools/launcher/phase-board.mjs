/** @typedef {{ title: string, seconds: () => number, saying: string }} Row */

/**
 * Lines of running steps. On a terminal they stay at the bottom and count; elsewhere (a log, CI) a step is one line when
 * it starts, unless it ends at once, and one when it ends.
 */
export class PhaseBoard {
  /** @type {Set<Row>} */
  #rows = new Set();
  #drawn = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #ticker;

  /** @param {NodeJS.WritableStream & { isTTY?: boolean, columns?: number }} out */
  constructor(out) {
    this.out = out;
    this.live = out.isTTY === true;
  }

  /**
   * @param {string} title
   * @param {() => number} seconds since the step began
   * @param {number} quietMs a step that ends within this time is one line only
   */
  begin(title, seconds, quietMs) {
    /** @type {Row} */
    const row = { title, seconds, saying: '' };
    this.#rows.add(row);
    this.#redraw();
    this.#ticker ??= this.live ? setInterval(() => this.#redraw(), 200) : undefined;
    const announce = this.live ? undefined : setTimeout(() => this.print([`  ${title} …`]), quietMs);
    return {
      /** @param {string} text */
      say: (text) => {
        row.saying = text;
      },
      /** @param {string} outcome */
      end: (outcome) => {
        clearTimeout(announce);
        this.#rows.delete(row);
        if (this.#rows.size === 0) {
          clearInterval(this.#ticker);
          this.#ticker = undefined;
        }
        this.print([`  ${title} … ${outcome}`]);
      },
    };
  }

  /** @param {string[]} lines printed above the running steps */
  print(lines) {
    this.#erase();
    for (const line of lines) this.out.write(`${line}\n`);
    this.#redraw();
  }

  #erase() {
    if (this.#drawn > 0) this.out.write(`\u001b[${this.#drawn}A\u001b[J`);
    this.#drawn = 0;
  }

  #redraw() {
    if (!this.live) return;
    this.#erase();
    for (const { title, seconds, saying } of this.#rows) {
      const line = `  ${title} … ${shown(seconds())}${saying === '' ? '' : ` · ${saying}`}`;
      this.out.write(`${line.slice(0, (this.out.columns ?? 80) - 1)}\n`);
    }
    this.#drawn = this.#rows.size;
  }
}

/** @param {number} seconds */
export function shown(seconds) {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}
