import type { Output } from '../cli/output.ts';
import { openLiveArea } from '../progress/live-area.ts';

/** Does one step of a start and shows its seconds, while it runs and when it is done. */
export async function phase<Result>(
  output: Output,
  title: string,
  act: () => Promise<Result>,
): Promise<Result> {
  const startedAt = performance.now();
  const { paint } = output;
  const seconds = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  let state: 'running' | 'done' | 'failed' = 'running';
  const marks = { running: paint('cyan', '…'), done: paint('green', '✔'), failed: paint('red', '✖') };
  const line = (): string => `${marks[state]} ${title} ${paint('dim', seconds())}`;
  const area = output.live ? openLiveArea(output, line) : null;
  try {
    const result = await act();
    state = 'done';
    return result;
  } catch (error) {
    state = 'failed';
    throw error;
  } finally {
    area?.[Symbol.dispose]();
    if (area === null) output.say(line());
  }
}
