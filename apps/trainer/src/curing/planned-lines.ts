import type { Advice, TrialRow } from '@tenbin/contracts';
import type { NewSweep } from '@tenbin/db';
import { counted, formatSeconds } from '../progress/format.ts';
import { textTable } from '../progress/text-table.ts';
import type { Column, Page } from '../progress/text-table.ts';
import { settingWords } from '../reporting/document/cure-section.ts';

interface Planned {
  name: string;
  sets: string;
  why: string;
}

const columns: Column<Planned>[] = [
  { title: 'case', align: 'left', rank: 0, cell: ({ name }) => [{ text: name, style: 'bold' }] },
  { title: 'sets', align: 'left', rank: 0, cell: ({ sets }) => [{ text: sets }] },
  {
    title: 'because',
    align: 'left',
    rank: 1,
    shrinks: true,
    cell: ({ why }) => [{ text: why, style: 'dim' }],
  },
];

/** What a follow-up of a run will train, and how long that takes by what the run took. */
export function plannedLines(
  { spec, total }: Pick<NewSweep, 'spec' | 'total'>,
  { run, advice }: { run: TrialRow; advice: Advice[] },
  page: Page,
): string[] {
  const cases = Object.entries(spec.cases ?? {});
  const rows = cases.map(([name, patch]): Planned => {
    const reason = advice.find(
      (each) => each.patch !== null && settingWords(each.patch) === settingWords(patch),
    );
    const isBaseline = Object.keys(patch).length === 0;
    return {
      name,
      sets: isBaseline ? 'as it was' : settingWords(patch),
      why: isBaseline ? 'what the others are held against' : (reason?.because[0] ?? ''),
    };
  });
  const seeds = total / cases.length;
  return [
    `${spec.name}: ${counted(cases.length, 'case')} × ${counted(seeds, 'seed')} = ${counted(total, 'trial')}${timeOf(run, total)}`,
    '',
    ...textTable(columns, rows, page),
    '',
  ];
}

function timeOf({ startedAt, endedAt }: TrialRow, total: number): string {
  if (endedAt === null) return '';
  return `, about ${formatSeconds((total * (endedAt - startedAt)) / 1000)} one after another`;
}
