import { listTrials, getSweep } from '@tenbin/db';
import { until } from './processes.ts';
import { expect, test } from './stack.ts';

test('a sweep that is filled in and launched in the browser trains to its end', async ({
  page,
  stack,
  sample,
}) => {
  test.setTimeout(240_000);
  expect(sample).toBeGreaterThan(0);
  await page.goto(`${stack.url}/sweeps`);
  await page.getByRole('link', { name: 'New sweep' }).click();
  await expect(page).toHaveURL(`${stack.url}/sweeps/new`);

  await page.getByRole('textbox', { name: 'Name' }).fill('from-the-browser');
  await expect(page.getByText('3 classes, images of about 28 px')).toBeVisible();
  await page.getByRole('button', { name: 'mlp', exact: true }).click();
  await page.getByRole('button', { name: 'vgg-small', exact: true }).click();
  await page.getByRole('textbox', { name: 'batchSize' }).fill('16, 32');
  await page.getByRole('textbox', { name: 'epochs' }).fill('1');
  await page.getByRole('textbox', { name: 'Seeds' }).fill('2');
  await expect(page.getByRole('button', { name: /^Launch 8 trials/ })).toBeEnabled();

  // The YAML says the same, and what is written there is in the form.
  const yaml = page.getByRole('textbox', { name: 'Sweep file, YAML' });
  await expect(yaml).toHaveValue(/batchSize: \{ values: \[16, 32\] \}/);
  await yaml.fill((await yaml.inputValue()).replace('[momentum, adam]', '[adam, lion, eve]'));
  await expect(page.getByRole('button', { name: 'lion', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByRole('button', { name: /^Launch 12 trials/ })).toBeEnabled();
  await page.getByRole('button', { name: 'lion', exact: true }).click();
  await page.getByRole('button', { name: 'eve', exact: true }).click();
  await page.getByRole('textbox', { name: 'batchSize' }).fill('16, wide');
  await expect(page.getByText(/got "wide"$/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Launch/ })).toBeDisabled();
  await page.getByRole('textbox', { name: 'batchSize' }).fill('16');

  await page.getByRole('button', { name: /^Launch 2 trials/ }).click();
  await expect(page).toHaveURL(/\/sweeps\/\d+$/);
  const id = Number(new URL(page.url()).pathname.split('/').at(-1));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('from-the-browser');
  await until('the end of the sweep', 180, async () => {
    const { status } = await getSweep(stack.database, id);
    return status === 'finished' ? status : undefined;
  });
  const runs = await listTrials(stack.database, { sweepId: id });
  expect(runs.map(({ status, epoch, config }) => [status, epoch, config.parameters.model])).toEqual([
    ['finished', 1, 'mlp'],
    ['finished', 1, 'mlp'],
  ]);
});

test('what does not fit in memory is marked, and launched only when that is wanted', async ({
  page,
  stack,
}) => {
  await page.goto(`${stack.url}/sweeps/new`);
  await page.getByRole('button', { name: 'vgg-16', exact: true }).click();
  await page.getByRole('textbox', { name: 'batchSize' }).fill('32, 65536');
  const table = page.getByRole('table', { name: 'What it takes' });
  await expect(table.getByRole('row')).toHaveCount(5);
  const large = table.getByRole('row', { name: /^vgg-16 65,536/ });
  await expect(large.getByLabel('more than this machine has:')).toBeVisible();
  const launch = page.getByRole('button', { name: /^Launch \d+ trials/ });
  await expect(launch).toBeDisabled();
  await page.getByRole('checkbox', { name: /Launch anyway$/ }).check();
  await expect(launch).toBeEnabled();
});

test('a data set that is not there is told at its field', async ({ page, stack }) => {
  await page.goto(`${stack.url}/sweeps/new`);
  await page.getByRole('textbox', { name: 'Path' }).fill('no/such/folder');
  await expect(page.getByText(/^there is no data set at .*no\/such\/folder$/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Launch/ })).toBeDisabled();
});
