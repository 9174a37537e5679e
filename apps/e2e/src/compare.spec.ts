import { listTrials } from '@tenbin/db';
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
