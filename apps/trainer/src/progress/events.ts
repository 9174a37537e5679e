import type { TrialRow, RunStatus } from '@tenbin/contracts';
import { formatLoss, formatShare } from './format.ts';

/** Something that happened to a trial since its row was last looked at; it waits when another attempt is to come. */
export interface TrialEvent {
  event: 'started' | 'epoch' | 'waits' | 'ended';
  run: TrialRow;
}

const waiting: RunStatus[] = ['queued', 'paused'];

/** What tells `run` from how it was before; several epochs between two looks are one event, of the last of them. */
export function eventsOf(before: TrialRow | undefined, run: TrialRow): TrialEvent[] {
  const events: TrialEvent[] = [];
  const again = before !== undefined && before.status !== 'running' && run.status === 'running';
  if (before === undefined || again) events.push({ event: 'started', run });
  if (run.epoch > (before?.epoch ?? 0) && run.status !== 'queued') events.push({ event: 'epoch', run });
  if (run.status !== 'running' && (before === undefined || before.status === 'running')) {
    events.push({ event: waiting.includes(run.status) ? 'waits' : 'ended', run });
  }
  return events;
}

/** The event as a line for a log. */
export function lineOf({ event, run }: TrialEvent): string {
  return `trial ${run.trial} (${run.name}): ${words[event](run)}`;
}

const words = {
  started: () => 'started',
  epoch: ({ epoch, config, last, verdict }) =>
    [
      `epoch ${epoch}/${config.parameters.epochs}`,
      ...(last === null
        ? []
        : [
            `loss ${formatLoss(last.loss)}`,
            `val_loss ${formatLoss(last.val_loss)}`,
            `val_accuracy ${formatShare(last.val_accuracy)}`,
          ]),
      ...(verdict === null ? [] : [verdict.state]),
    ].join(' · '),
  waits: ({ status, error }) =>
    [status === 'queued' ? 'goes on later' : status, error?.message].filter(Boolean).join(': '),
  ended: ({ status, error, verdict }) =>
    [status, error?.message, verdict?.reasons[0] ?? verdict?.state].filter(Boolean).join(': '),
} satisfies Record<TrialEvent['event'], (run: TrialRow) => string>;

/** The event as a line of JSON for a machine. */
export function jsonOf({ event, run }: TrialEvent): Record<string, unknown> {
  const { id, trial, name, status, epoch, config, last, verdict, error } = run;
  const common = { event, runId: id, trial, name };
  if (event === 'started') return { ...common, config };
  if (event === 'epoch')
    return { ...common, epoch, epochs: config.parameters.epochs, metrics: last, verdict };
  return { ...common, status, best: run.best, last, verdict, error };
}
