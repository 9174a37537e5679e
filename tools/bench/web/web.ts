import { listRuns } from '@tenbin/db';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { systemBrowser } from '../../launcher/browser.mjs';
import { median, rowOf } from '../benchmark.ts';
import type { Benchmark, Report, Row, Setting } from '../benchmark.ts';
import { openDashboard } from '../dashboard.ts';
import { machineInWords } from '../machine.ts';
import { openScratch } from '../scratch-database.ts';
import { seedKeys, seedRuns } from '../storage/seed.ts';
import { costOf, scrollRate } from './measure-page.ts';
import type { PageCost } from './measure-page.ts';
import { startMlflow } from './mlflow.ts';
import type { MlflowServer } from './mlflow.ts';

/** How soon a browser shows a table of a thousand runs, and a hundred of them compared, next to MLflow. */
export const web: Benchmark = {
  summary: 'how soon a real browser shows a thousand runs, and a hundred compared, next to MLflow',
  run,
};

const keys = ['loss', 'val_loss', 'accuracy', 'val_accuracy'];
/** Of each metric of a run: a thousand runs have two million. */
const points = 500;
const times = 3;

async function run({ home, quick, log }: Setting): Promise<Report> {
  const file = process.env['TENBIN_BROWSER'] ?? systemBrowser(process.env);
  if (file === null) throw new Error('There is no Chromium on this machine: set TENBIN_BROWSER to one.');
  await using scratch = await openScratch();
  const { place, url: databaseUrl, db } = scratch;
  const browser = await chromium.launch({ executablePath: file, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const size = quick ? 200 : 1000;
    log(`seeding ${size} runs …`);
    await seedKeys(db, keys);
    await seedRuns(db, { from: 0, to: size, keys, points });
    const ids = (await listRuns(db, {})).map(({ id }) => id).slice(0, 100);
    await using dashboard = await openDashboard({ databaseUrl, home: place });
    log('seeding MLflow …');
    const peer = await startMlflow({ place, home, runs: size, points, log });
    await using _ = typeof peer === 'string' ? null : peer;
    const pages: [
      what: string,
      ours: () => Promise<PageCost>,
      theirs: (server: MlflowServer) => Promise<PageCost>,
    ][] = [
      [
        `table of ${size} runs`,
        () => costOf(browser, `${dashboard.url}/runs`, tableIsThere),
        ({ url, experiment }) =>
          costOf(browser, `${url}/#/experiments/${experiment}/runs`, (page) =>
            textIsThere(page, /^run \d+$/),
          ),
      ],
      [
        '100 runs compared',
        () => costOf(browser, `${dashboard.url}/compare?runs=${ids.join(',')}`, chartsAreThere),
        ({ url, experiment, runs }) =>
          costOf(browser, compareAddress(url, experiment, runs.slice(0, 100)), (page) =>
            page
              .locator('.js-plotly-plot, [data-testid^="run-chart"], canvas, svg.main-svg')
              .first()
              .waitFor(),
          ),
      ],
    ];
    const rows: Row[] = [];
    const notes = [
      machineInWords(),
      `${size} runs with ${points * keys.length} points each; a new browser for each page.`,
    ];
    if (typeof peer === 'string') notes.push(peer);
    for (const [what, ours, theirs] of pages) {
      log(what);
      const own = await middleOf(ours);
      const other = typeof peer === 'string' ? null : await middleOf(() => theirs(peer));
      rows.push(
        ...rowOf(what, 'ms', [own.ms, other?.ms]),
        ...rowOf(`${what}, transferred`, 'KiB', [own.kib, other?.kib]),
      );
    }
    const rate = await scrollRate(browser, `${dashboard.url}/runs`, tableIsThere);
    rows.push(...rowOf('scrolling the table', 'frames/s', [rate, null]));
    return { rows, notes };
  } finally {
    await browser.close();
  }
}

/** Rows can be seen, and one of them can be ticked. */
async function tableIsThere(page: Page): Promise<void> {
  const box = page.getByRole('table', { name: 'Runs' }).locator('tbody').getByRole('checkbox').first();
  await box.check();
}

async function chartsAreThere(page: Page): Promise<void> {
  await page.getByRole('img', { name: /^val_loss by epoch of 100 runs/ }).waitFor();
}

async function textIsThere(page: Page, text: RegExp): Promise<void> {
  await page.getByText(text).first().waitFor();
}

function compareAddress(url: string, experiment: string, runs: readonly string[]): string {
  const asked = new URLSearchParams({
    runs: JSON.stringify(runs),
    experiments: JSON.stringify([experiment]),
  });
  return `${url}/#/compare-runs?${asked.toString()}`;
}

async function middleOf(measure: () => Promise<PageCost>): Promise<PageCost> {
  const costs: PageCost[] = [];
  await measure(); // a server that has just begun has not loaded everything
  for (let time = 0; time < times; time += 1) costs.push(await measure());
  return {
    ms: median(costs.map(({ ms }) => ms)) ?? NaN,
    kib: median(costs.map(({ kib }) => kib)) ?? NaN,
  };
}
