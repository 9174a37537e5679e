import type { Output } from '../cli/output.ts';
import { jsonOf, lineOf } from '../progress/events.ts';
import { openLiveArea } from '../progress/live-area.ts';
import { sweepTable } from '../progress/sweep-table.ts';
import type { SweepNews } from './follow-sweep.ts';

/** A table is never drawn for fewer characters or lines than these: a smaller terminal wraps it. */
const least = { columns: 40, rows: 6 };

/**
 * Shows a sweep until its news end: a table that is drawn over on a terminal, else a line for each event, with
 * `--json` a line of JSON.
 * @returns the last news
 */
export async function showProgress(
  news: AsyncIterable<SweepNews>,
  output: Output,
): Promise<SweepNews | null> {
  return output.live ? drawTable(news, output) : listEvents(news, output);
}

async function drawTable(news: AsyncIterable<SweepNews>, output: Output): Promise<SweepNews | null> {
  const { stream, paint } = output;
  let latest: SweepNews | null = null;
  using area = openLiveArea(output, () => {
    if (latest === null) return '';
    const page = { width: Math.max(least.columns, stream.columns), paint };
    const lines = sweepTable({ ...latest, now: Date.now() }, page, Math.max(least.rows, stream.rows - 1));
    return lines.join('\n');
  });
  for await (const next of news) {
    latest = next;
    area.redraw();
  }
  return latest;
}

async function listEvents(news: AsyncIterable<SweepNews>, output: Output): Promise<SweepNews | null> {
  let latest: SweepNews | null = null;
  for await (const next of news) {
    latest = next;
    for (const event of next.events) {
      if (output.json) output.document(jsonOf(event));
      else output.say(lineOf(event));
    }
  }
  return latest;
}
