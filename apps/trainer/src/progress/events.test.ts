import { expect, test } from 'vitest';
import { overfitting, runRow } from '../../fixtures/rows.ts';
import { eventsOf, jsonOf, lineOf } from './events.ts';

const kinds = (...[before, run]: Parameters<typeof eventsOf>) =>
  eventsOf(before, run).map(({ event }) => event);

test('a run that is seen for the first time has started, and what it did since is told too', () => {
  expect(kinds(undefined, runRow({ epoch: 0 }))).toEqual(['started']);
  expect(kinds(undefined, runRow())).toEqual(['started', 'epoch']);
  expect(kinds(undefined, runRow({ status: 'finished' }))).toEqual(['started', 'epoch', 'ended']);
});

test('the same row again is no event', () => {
  expect(kinds(runRow(), runRow())).toEqual([]);
  expect(kinds(runRow({ status: 'finished' }), runRow({ status: 'finished' }))).toEqual([]);
});

test('a run that waits for another attempt has not ended, and starts again', () => {
  expect(kinds(runRow(), runRow({ status: 'queued' }))).toEqual(['waits']);
  expect(kinds(runRow(), runRow({ status: 'paused' }))).toEqual(['waits']);
  expect(kinds(runRow({ status: 'queued' }), runRow({ epoch: 0 }))).toEqual(['started']);
  expect(kinds(runRow({ status: 'queued' }), runRow({ status: 'canceled' }))).toEqual([]);
  const error = { code: 'trial_crashed', message: 'killed by SIGKILL', hint: '' };
  const [event] = eventsOf(runRow(), runRow({ status: 'queued', error }));
  expect(event && lineOf(event)).toBe('trial 1 (adam · 16): goes on later: killed by SIGKILL');
});

test('a run that crashed and is trained again starts again', () => {
  expect(kinds(runRow({ status: 'crashed' }), runRow({ epoch: 0 }))).toEqual(['started']);
});

test('an epoch and an end are told with their numbers and reasons', () => {
  const [epoch] = eventsOf(runRow({ epoch: 2 }), runRow());
  expect(epoch && lineOf(epoch)).toBe(
    'trial 1 (adam · 16): epoch 3/10 · loss 0.5000 · val_loss 0.6250 · val_accuracy 50.0%',
  );
  const [end] = eventsOf(runRow(), runRow({ status: 'finished', verdict: overfitting }));
  expect(end && lineOf(end)).toBe('trial 1 (adam · 16): finished: Overfitting since epoch 7: val_loss rose.');
  expect(end && jsonOf(end)).toMatchObject({ event: 'ended', runId: 1, trial: 1, status: 'finished' });
});
