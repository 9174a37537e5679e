import { getCurves, listTrials } from '@tenbin/db';
import { processesWith, until } from './processes.ts';
import { expect, test } from './stack.ts';
import type { Stack } from './stack.ts';

/** The first run of a sweep, as soon as it has one. */
const firstRun = (stack: Stack, sweepId: number) =>
  until('a run', 30, async () => (await listTrials(stack.database, { sweepId }))[0]);

test('new epochs appear without a reload, also after the server was killed', async ({
  page,
  stack,
  sample,
}) => {
  test.setTimeout(180_000);
  expect(sample).toBeGreaterThan(0);
  const epochs = 24;
  const sweepId = await stack.launch({ name: 'live', trials: 1, epochs });
  const { id } = await firstRun(stack, sweepId);
  await page.goto(`${stack.url}/runs/${id}`);
  await page.getByRole('button', { name: 'Show loss and val_loss as table' }).click();
  const rows = page.getByRole('region', { name: /loss and val_loss as a table/ }).locator('tbody tr');
  await expect(rows).not.toHaveCount(0);
  const seen = await rows.count();
  await expect.poll(() => rows.count()).toBeGreaterThan(seen);

  for (const server of processesWith(stack.home, 'next-server')) process.kill(server, 'SIGKILL');
  await expect(page.getByText('Reconnecting')).toBeVisible();
  await expect(page.getByText(/^Live/)).toBeVisible({ timeout: 40_000 });
  await expect(rows).toHaveCount(epochs, { timeout: 100_000 });

  const [curve] = await getCurves(stack.database, { runIds: [id], keys: ['val_loss'] });
  const shown = await rows.locator('td').nth(-1).innerText();
  expect(shown).toBe(curve?.values.at(-1)?.toFixed(4));
});

test('the sweep page follows its sweep to the end', async ({ page, stack, sample }) => {
  expect(sample).toBeGreaterThan(0);
  const sweepId = await stack.launch({ name: 'followed', trials: 2, epochs: 3 });
  await page.goto(`${stack.url}/sweeps/${sweepId}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('followed');
  await expect(page.getByText('2 of 2')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('finished', { exact: true }).first()).toBeVisible();
});
