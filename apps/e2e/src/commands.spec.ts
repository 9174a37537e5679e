import { AxeBuilder } from '@axe-core/playwright';
import { listTrials } from '@tenbin/db';
import { expect, test } from './stack.ts';

test('any run is reached by its name from the keyboard', async ({ page, stack, sample }) => {
  const runs = await listTrials(stack.database, { sweepId: sample });
  const run = runs.at(-1);
  if (!run) throw new Error('the sample has no run');
  await page.goto(stack.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: 'Page, run or sweep' });
  await expect(input).toBeFocused();
  await input.fill(`#${run.id} ${run.sweepName}`);
  await expect(page.getByRole('option', { name: new RegExp(`#${run.id} `) })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${stack.url}/runs/${run.id}`);
  await expect(input).toHaveCount(0);
});

test('the keys are listed, and Escape closes the list', async ({ page, stack }) => {
  await page.goto(`${stack.url}/sweeps`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog.getByText('Go to any page, run or sweep')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});
