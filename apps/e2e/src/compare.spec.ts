import { readFile } from 'node:fs/promises';
import { getCurves, listTrials } from '@tenbin/db';
import { expect, test } from './stack.ts';

test('chosen runs are compared, and the address holds the choice', async ({ page, stack, sample }) => {
  const [one, two] = await listTrials(stack.database, { sweepId: sample });
  if (!one || !two) throw new Error('the sample has too few runs');
  await page.goto(`${stack.url}/runs`);
  const table = page.getByRole('table', { name: 'Runs' });
  for (const { name } of [one, two]) {
    const row = table.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
    await row.getByRole('checkbox').check();
  }
  await page.getByRole('link', { name: 'Compare' }).last().click();
  await expect(page).toHaveURL(/\/compare\?runs=\d+,\d+$/);

  const chosen = page.getByRole('list', { name: 'Compared runs' });
  await expect(chosen.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('table', { name: /^Confusion matrix of/ })).toHaveCount(2);
  await expect(page.getByRole('img', { name: /^val_loss/ })).toBeVisible();
  await page.reload();
  await expect(chosen.getByRole('listitem')).toHaveCount(2);
  await chosen.getByRole('button', { name: new RegExp(`^Remove ${one.name}`) }).click();
  await expect(page).toHaveURL(/\/compare\?runs=\d+$/);
});

test('curves are smoothed and shown logarithmically, and the address holds the view', async ({
  page,
  stack,
  sample,
}) => {
  const [one, two] = await listTrials(stack.database, { sweepId: sample });
  if (!one || !two) throw new Error('the sample has too few runs');
  await page.goto(`${stack.url}/compare?runs=${one.id},${two.id}`);
  const view = page.getByRole('group', { name: 'View of the curves' });
  await view.getByRole('slider', { name: 'Smoothing' }).fill('0.5');
  await view.getByRole('checkbox', { name: 'Logarithmic losses' }).check();
  await expect(page).toHaveURL(/smooth=0\.5/);
  await expect(page).toHaveURL(/log=true/);
  await page.getByRole('button', { name: 'Show val_loss as table' }).click();
  const [curve] = await getCurves(stack.database, { runIds: [one.id], keys: ['val_loss'] });
  const [first = NaN, second = NaN] = curve?.values ?? [];
  const row = page
    .getByRole('region', { name: /^val_loss as a table/ })
    .locator('tbody tr')
    .nth(1);
  await expect(row).toContainText(((0.5 * first + second) / 1.5).toFixed(4));
  const [values] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save val_loss as CSV' }).click(),
  ]);
  expect(values.suggestedFilename()).toBe('val_loss.csv');
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save val_accuracy as PNG' }).click(),
  ]);
  expect((await readFile(await picture.path())).subarray(1, 4).toString()).toBe('PNG');
  await page.reload();
  await expect(view.getByRole('slider', { name: 'Smoothing' })).toHaveValue('0.5');
});
