import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nasty, reportOnRun, risen, sweepReport } from '../../fixtures/reports.ts';
import { overfitDocument } from './document/overfit-document.ts';
import type { ReportDocument } from './document/report-document.ts';
import { runDocument } from './document/run-document.ts';
import { htmlReport } from './html/html-report.ts';
import { markdownReport } from './markdown-report.ts';
import { textReport } from './text-report.ts';

const curves = new Map([[3, risen]]);
const ofSweep = (title?: string): ReportDocument => overfitDocument(sweepReport(title), curves);
const ofRun = (name?: string): ReportDocument => runDocument(reportOnRun(name));
const asHtml = (document: ReportDocument) => htmlReport(document, { writtenAt: 1_795_000_000_000 });
const plain = (width: number) => ({ width, paint: (_style: string, text: string) => text });

test('what people typed is text in HTML, wherever it stands', async () => {
  for (const page of [await asHtml(ofSweep(nasty)), await asHtml(ofRun(nasty))]) {
    expect(page).not.toMatch(/<script/i);
    expect(page).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;');
  }
});

test('any name leaves the elements of a page as they are', async () => {
  const elements = (page: string) => [...page.matchAll(/<[a-z!/][^\s>]*/gi)].map(([tag]) => tag);
  const usual = [elements(await asHtml(ofSweep('x'))), elements(await asHtml(ofRun('x')))];
  const awkward = fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '/', '$', '{', 'b', ' '),
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(awkward, async (name) => {
      // Backquotes make code of a sentence: that is an element of its own.
      const kept = name.replaceAll('`', '');
      expect(elements(await asHtml(ofSweep(kept)))).toEqual(usual[0]);
      expect(elements(await asHtml(ofRun(kept)))).toEqual(usual[1]);
    }),
    { numRuns: 30 },
  );
});

test('a page needs nothing from elsewhere, runs nothing, and closes what it opens', async () => {
  for (const page of [await asHtml(ofSweep()), await asHtml(ofRun())]) {
    expect(page).not.toMatch(/https?:|\bsrc=|\bhref=|@import|url\(|<link|<iframe|\son[a-z]+=/i);
    expect(unclosed(page)).toEqual([]);
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('@media print');
  }
});

test('a page on a sweep has its sentence, its counts, its intervals, its cures and its savings', async () => {
  const page = await asHtml(ofSweep());
  const words = textOf(page);
  expect(words).toContain('14 of 24 runs of animals overfit. Small batches with adam cause most of it.');
  for (const figure of ['overfitting 14', 'optimizer · 42 % of the gap', '11 of 12', '92 % (72–100 %)']) {
    expect(words).toContain(figure);
  }
  for (const figure of ['0.408 ± .023', '0.242 ± .010', '−0.166 ± .021, p 0.004', '190 epochs', '+93 %']) {
    expect(words).toContain(figure);
  }
  expect(words).toContain('npx tenbin overfit cure 3');
  // The whiskers of adam, 71.7–100 %, and the sparkline of the worst run.
  expect(page).toMatch(/class="whisker"\s+x1="71.67%"\s+x2="100%"/);
  expect(page.match(/class="spark"/g)).toHaveLength(1);
});

test('a page on a run marks best and onset and shows gap, calibration and classes', async () => {
  const page = await asHtml(ofRun());
  const words = textOf(page);
  for (const figure of ['best 6', 'onset 7', '+0.31 (+0.23 to +0.41)', '9 % (6–12 %)', 'ECE 0.087']) {
    expect(words).toContain(figure);
  }
  expect(words).toContain('dog 30 12 +0.60 (+0.40 to +0.80)');
  // Two lines each for loss and accuracy, and one a class.
  expect(page.match(/class="line"/g)).toHaveLength(7);
});

test('what is not a number is said and never drawn', async () => {
  const report = reportOnRun();
  report.history.val_loss[10] = NaN;
  report.history.val_loss[20] = Infinity;
  const page = await asHtml(runDocument(report));
  expect(textOf(page)).toContain('∞');
  expect(page.match(/ d="[^"]*(NaN|Infinity)/)).toBeNull();
  expect(page).not.toMatch(/undefined|(x|y|x1|x2|cx|width)="[^"]*NaN/);
});

test('a run without an epoch has a report all the same', async () => {
  const report = reportOnRun();
  const empty = { loss: [], val_loss: [], accuracy: [], val_accuracy: [] };
  const run = { ...report.run, epoch: 0, best: null, last: null, verdict: null, generalisation: null };
  const document = runDocument({ ...report, run, history: empty, advice: [], cures: [] });
  expect(textReport(document, plain(80)).join('\n')).toContain('No epoch yet.');
  expect(unclosed(await asHtml(document))).toEqual([]);
});

test('text says the sentence first, then the evidence, then what to do, within the width', () => {
  for (const width of [60, 80, 100, 160]) {
    for (const document of [ofSweep(), ofRun()]) {
      const lines = textReport(document, plain(width));
      expect(lines.filter((line) => line.length > width)).toEqual([]);
    }
  }
  const text = textReport(ofSweep(), plain(100)).join('\n');
  const order = [
    '14 of 24 runs',
    'Which settings cause it',
    'against the baseline',
    'What to do',
    'Augment lightly',
  ];
  expect(order.map((words) => text.indexOf(words))).toEqual(
    order.map((words) => text.indexOf(words)).toSorted((a, b) => a - b),
  );
  expect(text).not.toContain('Classes by epoch');
});

test('Markdown has a cell for each column, and names are no Markdown and no HTML', () => {
  for (const text of [markdownReport(ofSweep(nasty)), markdownReport(ofRun(nasty))]) {
    expect(text).not.toMatch(/<\/?script/);
    expect(text).toContain('\\| \\*all\\*');
    for (const table of text.split('\n\n').filter((part) => part.startsWith('|'))) {
      const cells = table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
  }
});

/** The elements that are opened and not closed, or closed and not opened. */
function unclosed(page: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = '', selfClosed] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/g)) {
    if (name === 'meta' || selfClosed === '/') continue;
    if (slash === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}

/** What a page says, without its elements. */
function textOf(page: string): string {
  return page
    .replaceAll(/<style>[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}
