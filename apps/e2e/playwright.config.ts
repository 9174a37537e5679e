import { defineConfig } from '@playwright/test';
import { env } from './src/env.ts';

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'src',
  // One stack serves all tests: they run in the order of a user's first hour.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  outputDir: '.results/traces',
  reporter: [['list'], ['json', { outputFile: '.results/playwright.json' }]],
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(env.TENBIN_BROWSER === undefined ? {} : { executablePath: env.TENBIN_BROWSER }),
      args: [
        ...asRoot,
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
