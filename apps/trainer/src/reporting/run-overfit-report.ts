import { resolve } from 'node:path';
import { AppError } from '@tenbin/contracts';
import { overfitInputs, runInputs } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { overfitReport, runReport } from '@tenbin/metrics';
import type { OverfitReport, RunReport } from '@tenbin/metrics';
import type { Context } from '../cli/command.ts';
import { withDatabase } from '../controlling/with-database.ts';
import { overfitDocument } from './document/overfit-document.ts';
import type { ReportDocument } from './document/report-document.ts';
import { runDocument } from './document/run-document.ts';
import { htmlReport } from './html/html-report.ts';
import { markdownReport } from './markdown-report.ts';
import { textReport } from './text-report.ts';
import { writeReport } from './write-report.ts';

export interface ReportRequest {
  /** One of the two at most; the whole project without them. */
  run?: number | undefined;
  sweep?: number | undefined;
  /** The file to write. */
  html?: string | undefined;
  /** The file to write, or true to print it. */
  markdown: string | boolean;
}

/**
 * `tenbin overfit report`.
 * @throws AppError `not_found`, `bad_input` for two scopes or a file that cannot be written
 */
export async function runOverfitReport(request: ReportRequest, context: Context): Promise<void> {
  const { run, sweep, html, markdown } = request;
  const { output } = context;
  if (run !== undefined && sweep !== undefined) {
    throw new AppError({
      code: 'bad_input',
      message: '--run and --sweep are two different reports',
      hint: 'Leave one of them out.',
    });
  }
  const places = [html, markdown === true ? printed : markdown].filter((place) => typeof place === 'string');
  if (new Set(places.map((place) => resolve(place))).size < places.length) {
    throw new AppError({
      code: 'bad_input',
      message: `--html and --markdown both name ${String(html)}`,
      hint: 'Give each a file of its own.',
    });
  }
  const { report, document } = await withDatabase(context, (db) =>
    run === undefined ? reportOn(db, sweep) : reportOnRun(db, run),
  );
  const texts: Written[] = [
    ...(html === undefined
      ? []
      : [{ place: html, text: await htmlReport(document, { writtenAt: Date.now() }) }]),
    ...(markdown === false
      ? []
      : [{ place: markdown === true ? printed : markdown, text: markdownReport(document) }]),
  ];
  const isPrinted = texts.some(({ place }) => place === printed);
  // What is printed may go into a file: words about it would be in it.
  const tell = isPrinted ? (line: string): void => void process.stderr.write(`${line}\n`) : output.say;
  if (texts.some(({ place }) => place !== printed)) tell(document.sentence);
  for (const { place, text } of texts) {
    if (place === printed) output.say(text.trimEnd());
    else tell(`  ${await writeReport(place, text)}`);
  }
  if (texts.length === 0 && !output.json) output.say(textReport(document, output.page).join('\n'));
  output.result(report);
}

/** The place that means stdout. */
const printed = '-';

interface Written {
  /** Of a file. */
  place: string;
  text: string;
}

interface Made {
  report: OverfitReport | RunReport;
  document: ReportDocument;
}

async function reportOn(db: Database, sweepId: number | undefined): Promise<Made> {
  const inputs = await overfitInputs(db, { sweepId });
  const sweep = inputs.sweeps.find(({ id }) => id === sweepId);
  const report = overfitReport({
    scope: sweep === undefined ? 'project' : 'sweep',
    title: sweep?.name ?? 'the whole project',
    ...inputs,
  });
  return { report, document: overfitDocument(report, inputs.curves) };
}

async function reportOnRun(db: Database, id: number): Promise<Made> {
  const report = runReport(await runInputs(db, id));
  return { report, document: runDocument(report) };
}
