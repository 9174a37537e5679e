import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError, datasetCalled } from '@tenbin/contracts';
import type { DatasetFacts } from '@tenbin/contracts';
import { loadDataset } from '@tenbin/data';
import type { LoadedDataset } from '@tenbin/data';
import type { Output } from '../cli/output.ts';
import { counted } from '../progress/format.ts';
import { textTable } from '../progress/text-table.ts';
import type { Column } from '../progress/text-table.ts';
import { checkPage } from './check-page.ts';
import { classCounts } from './class-counts.ts';
import type { ClassCount } from './class-counts.ts';

export interface CheckInput {
  /** A path, or a name that Tenbin knows. */
  dataset: string;
  /** Side that images are brought to, in pixels. */
  size?: number | undefined;
  /** Path of the page. */
  html?: string | undefined;
}

/** Larger images are brought to this: what is doubtful about them shows there as well. */
const largestSide = 224;
/** Characters of a line where nobody says how many there are. */
const plainWidth = 120;
/** The fewest pixels that blur and copies can be told from. */
const smallestSide = 8;

/**
 * Loads a data set as a trial would, and tells its counts and what is doubtful about it; pictures go into the page.
 * @throws AppError for the data set, or `bad_input` for a page that cannot be written
 */
export async function runCheck(
  { dataset: given, size, html }: CheckInput,
  { home, output }: { home: string; output: Output },
): Promise<void> {
  const dataset = await loadDataset(datasetCalled(given), {
    inputShape: (nativeSide) => {
      const side = size ?? Math.max(smallestSide, Math.min(nativeSide, largestSide));
      return [side, side, 3];
    },
    seed: 1,
    cache: join(home, 'cache/images'),
    home,
    log: output.say,
  });
  tell(dataset, output);
  const page = html === undefined ? null : resolve(html);
  if (page !== null) {
    await write(page, checkPage(dataset.facts, await dataset.sheets()));
    output.say(`\nPictures: ${page}`);
  }
  output.result({ ...dataset.facts, inputShape: dataset.inputShape, html: page });
}

function tell(
  { facts, inputShape: [height, width] }: LoadedDataset,
  { say, paint, live, stream }: Output,
): void {
  const counts = classCounts(facts);
  const images = counts.reduce((sum, { images: own }) => sum + own, 0);
  const licence = facts.licence === null ? '' : `, licence ${facts.licence}`;
  say(
    `${paint('bold', facts.path)}: ${counted(images, 'image')} of ${facts.classes.length} classes, read as ${width} × ${height}${licence}`,
  );
  const page = { width: live ? stream.columns : plainWidth, paint };
  for (const line of textTable(columnsOf(facts), counts, page)) say(line);
  say('');
  if (facts.warnings.length === 0) say(`${paint('green', '✔')} nothing doubtful was found`);
  for (const { message } of facts.warnings) say(`${paint('yellow', '▲')} ${message}`);
}

function columnsOf({ testCounts }: DatasetFacts): Column<ClassCount>[] {
  const number = (title: string, value: (row: ClassCount) => number): Column<ClassCount> => ({
    title,
    align: 'right',
    rank: 0,
    cell: (row) => [{ text: value(row).toLocaleString('en') }],
  });
  return [
    { title: 'class', align: 'left', rank: 0, shrinks: true, cell: ({ name }) => [{ text: name }] },
    number('images', ({ images }) => images),
    number('training', ({ train }) => train),
    number('validation', ({ validation }) => validation),
    ...(testCounts.length > 0 ? [number('test', ({ test }) => test)] : []),
  ];
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((cause: unknown) => {
    throw new AppError({
      code: 'bad_input',
      message: `${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Give --html a file in a folder that exists and that you may write to.',
      cause,
    });
  });
}
