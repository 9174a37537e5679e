import { createLogUpdate } from 'log-update';
import type { Output } from '../cli/output.ts';

/** Time between two drawings when nothing happens, in milliseconds: clocks go on. */
const redrawMs = 500;

/** The last lines of a terminal, drawn over and over; other lines appear above them. */
export interface LiveArea extends Disposable {
  /** Draws again now, because something has changed. */
  redraw(): void;
}

/**
 * Draws what `text` gives, again twice a second, until it is disposed of: the last drawing stays.
 * Only for an output that is `live`.
 */
export function openLiveArea(output: Output, text: () => string): LiveArea {
  const { stream } = output;
  const update = createLogUpdate(stream);
  const draw = (): void => update(text());
  const diverted = output.divert((line) => {
    update.clear();
    stream.write(`${line}\n`);
    draw();
  });
  const timer = setInterval(draw, redrawMs);
  stream.on('resize', draw);
  return {
    redraw: draw,
    [Symbol.dispose]() {
      clearInterval(timer);
      stream.off('resize', draw);
      draw();
      update.done();
      diverted[Symbol.dispose]();
    },
  };
}
