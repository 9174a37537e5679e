import { readFile } from 'node:fs/promises';
import { getRun, listRuns, listTrials } from '@tenbin/db';
import { expect, test } from './stack.ts';

test('runs are filtered by what is typed and chosen, and the address holds the filter', async ({
  page,
  stack,
  sample,
}) => {
  const runs = await listTrials(stack.database, { sweepId: sample });
  const adam = runs.filter(({ config }) => config.parameters.optimizer === 'adam');
  await page.goto(`${stack.url}/runs?sweep=${sample}`);
  const table = page.getByRole('table', { name: 'Runs' });
  await expect(table.locator('tbody').getByRole('row')).toHaveCount(runs.length);
  await page.keyboard.press('/');
  const filter = page.getByRole('combobox', { name: 'Filter runs' });
  await expect(filter).toBeFocused();
  await filter.pressSequentially('optim');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(filter).toHaveValue('optimizer:');
  await page.getByRole('option', { name: /^optimizer:adam/ }).click();
  await expect(filter).toHaveValue('optimizer:adam ');
  const rows = table.locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(adam.length);
  await filter.pressSequentially('val_accuracy>2');
  await expect(page.getByText('No run matches these filters')).toBeVisible();
  await filter.fill('optimizer:adam shape:round colour:red');
  await expect(page.getByText(/No run has a setting or metric of the name shape, colour/)).toBeVisible();
  await filter.fill('optimizer:adam');
  await expect(page).toHaveURL(/q=optimizer/);
  await page.reload();
  await expect(rows).toHaveCount(adam.length);
});

test('any setting is a column to sort by, and the address holds the columns', async ({
  page,
  stack,
  sample,
}) => {
  expect(sample).toBeGreaterThan(0);
  await page.goto(`${stack.url}/runs`);
  const table = page.getByRole('table', { name: 'Runs' });
  await page.getByRole('button', { name: 'Columns' }).click();
  const choices = page.getByRole('dialog', { name: 'Columns' });
  await choices.getByRole('checkbox', { name: 'momentum', exact: true }).check();
  await choices.getByRole('checkbox', { name: 'gap', exact: true }).uncheck();
  await page.keyboard.press('Escape');
  await expect(table.getByRole('columnheader', { name: 'gap' })).toHaveCount(0);
  await table.getByRole('button', { name: 'momentum', exact: true }).click();
  await expect(page).toHaveURL(/cols=momentum/);
  await expect(page).toHaveURL(/sort=params\.momentum/);
  await page.reload();
  const first = table.locator('tbody').getByRole('row').first();
  await expect(first.getByRole('cell').last()).toHaveText('0.9');
  await expect(table.getByRole('columnheader', { name: 'momentum' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
});

test('selected runs are tagged, exported, deleted and brought back', async ({ page, stack, sample }) => {
  const [one, other] = await listTrials(stack.database, { sweepId: sample });
  if (!one || !other) throw new Error('the sample has too few runs');
  await page.goto(`${stack.url}/sweeps/${sample}`);
  const table = page.getByRole('table', { name: 'Runs' });
  const rowOf = (name: string) =>
    table.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  for (const { name } of [one, other]) await rowOf(name).getByRole('checkbox').check();

  const bar = page.getByRole('toolbar', { name: 'Selected runs' });
  await bar.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('textbox', { name: 'New tag' }).fill('keep');
  await page.keyboard.press('Enter');
  await expect(rowOf(one.name)).toContainText('keep');
  expect((await getRun(stack.database, other.id, { pictures: false })).tags).toEqual(['keep']);
  await page.keyboard.press('Escape');

  await bar.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ]);
  const [head = '', ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  const column = head.split(',').indexOf('best.val_loss');
  expect(new Set(lines.map((line) => Number(line.split(',')[column])))).toEqual(
    new Set([one.best?.val_loss, other.best?.val_loss]),
  );
  await page.keyboard.press('Escape');

  await bar.getByRole('button', { name: 'Delete' }).click();
  await expect(rowOf(one.name)).toHaveCount(0);
  expect((await listRuns(stack.database, { ids: [one.id, other.id] })).length).toBe(0);
  const undo = page.getByRole('toolbar', { name: 'Deleted runs' });
  await expect(undo).toContainText('2 runs deleted');
  await undo.getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(one.name)).toBeVisible();
  await expect(undo).toHaveCount(0);
  const back = await listRuns(stack.database, { ids: [one.id, other.id] });
  expect(back.map(({ best }) => best)).toEqual([one.best, other.best]);
});

test('a run is renamed, tagged and annotated on its page, deleted and brought back', async ({
  page,
  stack,
  sample,
}) => {
  const run = (await listTrials(stack.database, { sweepId: sample })).at(-1);
  if (!run) throw new Error('the sample has no run');
  await page.goto(`${stack.url}/runs/${run.id}`);
  const panel = page.getByRole('region', { name: 'Notes and tags' });
  await panel.getByRole('button', { name: 'Edit' }).click();
  await panel.getByLabel('Name').fill('the one to keep');
  await panel.getByLabel('Tags').fill('keep, paper');
  await panel.getByLabel('Notes').fill('Look at the horses.');
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('the one to keep');
  await expect(panel.getByRole('list', { name: 'Tags' })).toContainText('paper');
  expect(await getRun(stack.database, run.id, { pictures: false })).toMatchObject({
    name: 'the one to keep',
    tags: ['keep', 'paper'],
    notes: 'Look at the horses.',
  });

  await page.getByRole('button', { name: 'Delete the run' }).click();
  await expect(page.getByText(`Run #${run.id} is deleted`)).toBeVisible();
  expect(await listRuns(stack.database, { ids: [run.id] })).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel).toContainText('Look at the horses.');
  expect(await listRuns(stack.database, { ids: [run.id] })).toHaveLength(1);
});
