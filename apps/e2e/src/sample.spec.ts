import { getRun, listTrials } from '@tenbin/db';
import { expect, test } from './stack.ts';

test('the sample sweep has a run for every point of its grid', async ({ page, stack, sample }) => {
  const runs = await listTrials(stack.database, { sweepId: sample });
  expect(runs).toHaveLength(8);
  expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'finished'));
  await page.goto(`${stack.url}/runs`);
  const table = page.getByRole('table', { name: 'Runs' });
  for (const { name } of runs) await expect(table.getByRole('link', { name, exact: true })).toBeVisible();
});

test('a run that overfits says so with badge, sentence and onset', async ({ page, stack, sample }) => {
  const runs = await listTrials(stack.database, { sweepId: sample });
  const overfitting = runs.find(({ verdict }) => verdict?.state === 'overfitting');
  if (!overfitting) throw new Error(`no run of the sample overfits: ${JSON.stringify(runs)}`);
  await page.goto(`${stack.url}/runs`);
  await page
    .getByRole('table', { name: 'Runs' })
    .getByRole('link', { name: overfitting.name, exact: true })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(overfitting.name);
  await expect(page.getByText('overfitting', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/^Overfitting from epoch \d+\. val_loss rose/)).toBeVisible();
  const { onsetEpoch, bestEpoch } = overfitting.verdict ?? {};
  const chart = page.getByRole('img', { name: /^loss and val_loss/ });
  await expect(chart).toHaveAccessibleName(
    new RegExp(`Best epoch ${bestEpoch}\\. Overfitting from epoch ${onsetEpoch}\\.`),
  );
});

test('the confusion matrix counts every validation image, and the page shows what Postgres holds', async ({
  page,
  stack,
  sample,
}) => {
  const [first] = await listTrials(stack.database, { sweepId: sample });
  const run = await getRun(stack.database, first?.id ?? 0);
  const best = run.confusion.find(({ weights }) => weights === 'best');
  const counts = best?.matrix.counts.flat() ?? [];
  const validation = run.dataset?.validationCounts.reduce((sum, count) => sum + count, 0);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(validation);

  await page.goto(`${stack.url}/runs/${run.id}`);
  const cells = page.getByRole('table', { name: 'Confusion matrix' }).locator('tbody').getByRole('cell');
  await expect(cells).toHaveCount(counts.length);
  const shown = await cells.allInnerTexts();
  expect(shown.map((text) => Number(/^[\d,]+/.exec(text.trim())?.[0]))).toEqual(counts);
  await expect(page.getByText(run.best?.val_accuracy.toFixed(4) ?? '?').first()).toBeVisible();
  await expect(page.getByText(run.best?.val_loss.toFixed(4) ?? '?').first()).toBeVisible();
});
