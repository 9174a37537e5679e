import { getSweep, listTrials } from '@tenbin/db';
import type { SweepRow } from '@tenbin/contracts';
import type { Page } from '@playwright/test';
import { until } from './processes.ts';
import { expect, test } from './stack.ts';
import type { Stack } from './stack.ts';

/** The sweep, once what it is asked for is so and nothing of it trains. */
const settled = (stack: Stack, id: number, status: SweepRow['status']) =>
  until(`the sweep to be ${status}`, 60, async () => {
    const sweep = await getSweep(stack.database, id);
    return sweep.status === status && sweep.counts.running === 0 ? sweep : undefined;
  });

/** The badge beside the title. */
const badge = (page: Page, words: string) => page.getByRole('main').getByText(words, { exact: true }).first();

test('a sweep is paused, resumed, adjusted and stopped from its page', async ({ page, stack, sample }) => {
  test.setTimeout(240_000);
  expect(sample).toBeGreaterThan(0);
  const id = await stack.launch({ name: 'controlled', trials: 6, epochs: 40 });
  await page.goto(`${stack.url}/sweeps/${id}`);
  await expect(badge(page, 'running')).toBeVisible({ timeout: 60_000 });

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await settled(stack, id, 'paused');
  await expect(badge(page, 'paused')).toBeVisible();
  const before = await listTrials(stack.database, { sweepId: id });
  expect(before.map(({ status }) => status)).toContain('paused');

  await page.getByRole('button', { name: 'Adjust' }).click();
  const form = page.getByRole('dialog', { name: 'Adjust the sweep' });
  await form.getByRole('textbox', { name: 'Concurrency' }).fill('1');
  await form.getByRole('textbox', { name: 'Priority' }).fill('500');
  await expect(form.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await form.getByRole('textbox', { name: 'Priority' }).fill('5');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(form).toBeHidden();
  expect(await getSweep(stack.database, id)).toMatchObject({ priority: 5, budget: { concurrency: 1 } });

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(badge(page, 'running')).toBeVisible({ timeout: 60_000 });

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Stop' });
  await expect(question.getByText(/1 running trial ends after its epoch/)).toBeVisible();
  await question.getByRole('button', { name: 'Stop the sweep' }).click();
  await settled(stack, id, 'stopped');
  await expect(badge(page, 'stopped')).toBeVisible();
  const after = await listTrials(stack.database, { sweepId: id });
  expect(after.map(({ status }) => status)).toContain('canceled');
  expect(after.every(({ epoch }) => epoch < 40)).toBe(true);

  await page.getByRole('button', { name: 'Remove sweep' }).click();
  await page.getByRole('button', { name: 'Remove the sweep' }).click();
  await expect(page).toHaveURL(`${stack.url}/sweeps`);
  await expect(page.getByRole('link', { name: 'controlled' })).toHaveCount(0);
});

test('a run is paused by keyboard and stopped, and says what it was asked until it has done it', async ({
  page,
  stack,
  sample,
}) => {
  test.setTimeout(240_000);
  expect(sample).toBeGreaterThan(0);
  const sweepId = await stack.launch({ name: 'one-run', trials: 1, epochs: 60 });
  const run = await until('a run', 60, async () => (await listTrials(stack.database, { sweepId }))[0]);
  const statusOf = async () => (await listTrials(stack.database, { ids: [run.id] }))[0]?.status;
  await page.goto(`${stack.url}/runs/${run.id}`);
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeEnabled();
  await page.keyboard.press('p');
  await expect.poll(statusOf, { timeout: 60_000 }).toBe('paused');
  await expect(badge(page, 'paused')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(statusOf, { timeout: 60_000 }).toBe('running');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('button', { name: 'Stop the run' }).click();
  await expect.poll(statusOf, { timeout: 60_000 }).toBe('canceled');
  await expect(page.getByRole('heading', { name: /^This run was canceled after epoch/ })).toBeVisible();
});

test('a worker is paused and takes nothing until it is resumed', async ({ page, stack, sample }) => {
  test.setTimeout(180_000);
  expect(sample).toBeGreaterThan(0);
  await page.goto(stack.url);
  await page
    .getByRole('button', { name: /^Pause worker/ })
    .first()
    .click();
  await expect(page.getByText('paused', { exact: true }).first()).toBeVisible();
  const id = await stack.launch({ name: 'waits', trials: 1, epochs: 1 });
  await page
    .getByRole('button', { name: /^Resume worker/ })
    .first()
    .click();
  await until('the end of the sweep', 120, async () =>
    (await getSweep(stack.database, id)).status === 'finished' ? true : undefined,
  );
});
