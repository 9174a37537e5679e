import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { findRun, getConsole, getCurves, listRuns } from '@tenbin/db';
import { z } from 'zod';
import { finished } from './processes.ts';
import { allowedOrigin, expect, root, test } from './stack.ts';
import type { Stack } from './stack.ts';

const made = z.object({ key: z.string() });

async function newKey(stack: Stack, name: string): Promise<string> {
  const { stdout } = await stack.run(['key', 'create', name, '--json']);
  return made.parse(JSON.parse(stdout)).key;
}

/** Of a picture that has come, in pixels. */
function widthOf(picture: Locator): Promise<number> {
  return picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0));
}

test('a training loop in plain JavaScript is logged, and its page shows all that it said', async ({
  page,
  stack,
}) => {
  const env = {
    ...process.env,
    TENBIN_URL: stack.url,
    TENBIN_API_KEY: await newKey(stack, 'loop'),
    TENBIN_SPOOL: join(stack.home, 'spool-of-loop'),
  };
  const program = join(root, 'examples/sdk/log-any-loop.js');
  const ended = await finished(
    spawn(process.execPath, [program], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  expect(ended).toMatchObject({ status: 0 });
  const run = (await listRuns(stack.database, {})).find(({ project }) => project === 'cats');
  if (!run) throw new Error('the run is not there');

  for (const [width, colorScheme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.goto(`${stack.url}/runs/${run.id}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(run.name);
    await expect(page.getByText(/^Overfitting from epoch \d+\. val_loss rose/)).toBeVisible();
    const picture = page.getByRole('img', { name: /a cat taken for a human/ });
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => widthOf(picture)).toBe(32);
    const cells = page.getByRole('table', { name: 'Confusion matrix' }).locator('tbody').getByRole('cell');
    expect((await cells.allInnerTexts()).map((text) => Number.parseInt(text, 10))).toEqual([41, 9, 6, 44]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }

  await page.getByText('model v1').click();
  const link = page.getByRole('link', { name: /weights\.json/ });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(await readFile(await download.path(), 'utf8')).toBe('[0.1,0.2]');
  await expect(page.getByText('epoch 30: val_loss').first()).toBeVisible();
  const said = await getConsole(stack.database, run.id, {});
  expect(JSON.stringify(said)).toContain('epoch 30: val_loss');
});

test('a page of another origin logs a run from the browser', async ({ page, stack }) => {
  const apiKey = await newKey(stack, 'page');
  const file = join(stack.home, 'tracking-browser.js');
  const entry = join(root, 'libs/tracking/src/browser.ts');
  await promisify(execFile)(join(root, 'node_modules/.bin/rolldown'), [
    entry,
    '--file',
    file,
    '--format',
    'esm',
    '--platform',
    'browser',
  ]);
  const script = await readFile(file, 'utf8');
  // Chromium asks before a page speaks with a server of its own machine.
  await page.context().grantPermissions(['local-network-access'], { origin: allowedOrigin });
  await page.route(`${allowedOrigin}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>training</title>' }),
  );
  await page.goto(`${allowedOrigin}/`);
  const uuid = await page.evaluate<string>(`(async () => {
    const { startRun } = await import('/tracking.js');
    const place = ${JSON.stringify({ url: stack.url, apiKey })};
    const run = await startRun({ ...place, project: 'browser', config: { batchSize: 8 } });
    for (let epoch = 1; epoch <= 6; epoch += 1) run.log({ loss: 1 / epoch, val_loss: NaN });
    await run.image('canvas', { data: new Uint8Array(12).fill(200), width: 2, height: 2 });
    await run.finish();
    return run.uuid;
  })()`);
  const { id } = await findRun(stack.database, uuid);
  const curves = await getCurves(stack.database, { runIds: [id], keys: ['loss', 'val_loss'] });
  expect(curves.map(({ values }) => values)).toEqual([
    [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6],
    [NaN, NaN, NaN, NaN, NaN, NaN],
  ]);
  await page.goto(`${stack.url}/runs/${id}`);
  await expect(page.getByText(/· finished/)).toBeVisible();
});
