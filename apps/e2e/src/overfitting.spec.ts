import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { RunRow } from '@tenbin/contracts';
import { getRun, getSweep, listTrials, listSweeps } from '@tenbin/db';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { until } from './processes.ts';
import { expect, root, test } from './stack.ts';
import type { Stack } from './stack.ts';

const queued = z.object({ sweepId: z.int() });

/** A network that learns 57 pictures by heart: the other 333 of the sample validate, so its gap is no accident. */
const sick = {
  name: 'by-heart',
  dataset: { path: join(root, 'examples/data/animals.zip'), validation: 0.85 },
  parameters: {
    model: { value: 'vgg-small' },
    batchSize: { value: 16 },
    optimizer: { value: 'adam' },
    epochs: { value: 25 },
    dropout: { value: 0 },
    augmentation: { value: 'none' },
  },
};

test('a run that overfits is cured from its page, and the page says what the database holds', async ({
  page,
  stack,
  sample,
}) => {
  test.setTimeout(420_000);
  expect(sample).toBeGreaterThan(0);
  const run = await overfitted(stack);
  await page.goto(`${stack.url}/runs/${run.id}`);
  await expect(page.getByRole('heading', { name: 'What to try' })).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: /^Launch cure: Augment/ }).click();
  await expect(page).toHaveURL(/\/sweeps\/\d+$/);

  const cure = (await listSweeps(stack.database)).find(({ cureOf }) => cureOf === run.id);
  if (!cure) throw new Error(`no sweep cures run ${run.id}`);
  expect(page.url()).toBe(`${stack.url}/sweeps/${cure.id}`);
  const { spec } = await getSweep(stack.database, cure.id);
  expect(Object.keys(spec.cases ?? {}).toSorted()).toEqual(['augmentation', 'baseline']);
  const runs = await ended(stack, cure.id);
  expect(runs).toHaveLength(6);
  const [before, after] = ['baseline', 'augmentation'].map((name) =>
    gapsOf(runs.filter(({ config }) => config?.case === name)),
  );
  if (!before || !after) throw new Error('the cure has two cases');
  expect(after.mean).toBeLessThan(before.mean);

  await page.goto(`${stack.url}/runs/${run.id}`);
  const brought = page.getByRole('region', { name: 'What the cure brought' });
  const rows = brought.getByRole('table').getByRole('row');
  await expect(rows.filter({ hasText: /^before/ })).toContainText(words(before));
  await expect(rows.filter({ hasText: /^augmentation/ })).toContainText(words(after));
  const change = before.mean - after.mean;
  await expect(rows.filter({ hasText: /^augmentation/ })).toContainText(`−${change.toFixed(3)}`);
});

test('the report on the project names the setting, the cure and the cause, and is accessible', async ({
  page,
  stack,
  sample,
}) => {
  expect(sample).toBeGreaterThan(0);
  const runs = await listTrials(stack.database, {});
  const overfitting = runs.filter(({ verdict }) => verdict?.state === 'overfitting').length;
  await page.goto(stack.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(page).toHaveURL(`${stack.url}/overfitting`);
  await expect(page.getByRole('region', { name: 'Finding' })).toContainText(`overfitting ${overfitting}`);
  await expect(page.getByRole('region', { name: 'What the cures brought' })).toContainText('augmentation');
  await expect(page.getByRole('list', { name: /^Overfit rate by/ }).first()).toBeVisible();
  const flagged = page.getByRole('table', { name: 'Flagged settings' });
  await expect(flagged.getByRole('link', { name: /^1 done, best −0\.\d{3}$/ })).toBeVisible();
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    await axe(page);
  }
});

/** The run of a sweep that learns by heart, once it has ended. */
async function overfitted(stack: Stack): Promise<RunRow> {
  const file = join(stack.home, 'by-heart.json');
  await writeFile(file, JSON.stringify(sick));
  const { status, stdout, stderr } = await stack.run(['sweep', file, '--detach', '--json']);
  if (status !== 0) throw new Error(`the sweep was not queued:\n${stderr}`);
  const [found] = await ended(stack, queued.parse(JSON.parse(stdout)).sweepId);
  if (!found) throw new Error('the sweep has no run');
  expect((await getRun(stack.database, found.id)).verdict?.state).toBe('overfitting');
  return found;
}

/** The runs of a sweep, once all of them have ended. */
function ended(stack: Stack, sweepId: number): Promise<RunRow[]> {
  return until('the end of the sweep', 180, async () => {
    const sweep = await getSweep(stack.database, sweepId);
    return sweep.status === 'finished' ? listTrials(stack.database, { sweepId }) : undefined;
  });
}

interface Mean {
  mean: number;
  std: number;
}

function gapsOf(runs: readonly RunRow[]): Mean {
  const gaps = runs.map(({ last }) => (last ? last.val_loss - last.loss : NaN));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const squares = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / (gaps.length - 1)) };
}

/** `0.885 ± .013`, as the pages write it. */
function words({ mean, std }: Mean): string {
  return `${mean.toFixed(3)} ± ${std.toFixed(3).replace(/^0/, '')}`;
}

async function axe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
