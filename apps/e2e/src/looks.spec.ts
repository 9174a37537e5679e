import { AxeBuilder } from '@axe-core/playwright';
import { listTrials } from '@tenbin/db';
import { expect, test } from './stack.ts';

const widths = [1440, 390];
const themes = ['light', 'dark'] as const;

for (const width of widths) {
  for (const theme of themes) {
    test(`every page is accessible and never scrolls sideways at ${width} px, ${theme}`, async ({
      page,
      stack,
      sample,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      const runs = await listTrials(stack.database, { sweepId: sample });
      const ids = runs.slice(0, 3).map(({ id }) => id);
      const pages = [
        '/',
        '/runs',
        `/runs/${ids[0]}`,
        '/sweeps',
        `/sweeps/${sample}`,
        '/sweeps/new',
        '/overfitting',
        `/compare?runs=${ids.join(',')}`,
      ];
      for (const path of pages) {
        await page.goto(`${stack.url}${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        if (path === '/sweeps/new') await expect(page.getByRole('button', { name: /^Launch/ })).toBeEnabled();
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(sideways, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
          .analyze();
        const found = violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0]?.html}`);
        expect(found).toEqual([]);
      }
    });
  }
}

test('what is not there says so and offers a way on', async ({ page, stack }) => {
  const answer = await page.goto(`${stack.url}/runs/999999`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is here');
  await page.getByRole('link', { name: 'Show all runs' }).click();
  await expect(page).toHaveURL(`${stack.url}/runs`);
});
