import type { DatasetFacts, SheetName } from '@tenbin/contracts';
import { count, counted } from '../../format/number.ts';
import { Panel } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import type { PictureFacts } from '../../ui/pictures.tsx';
import { Cell, HeadCell, PlainTable, RowHead } from '../../ui/plain-table.tsx';
import { DatasetWarningItem } from './dataset-warning.tsx';

interface DatasetPanelProps {
  dataset: DatasetFacts | null;
  /** The pictures of a sheet; none when there is no such sheet. */
  picturesOf: (sheet: SheetName) => readonly PictureFacts[];
}

/** The data set as the run saw it: terms, classes, split, what is doubtful, and what could not be read. */
export function DatasetPanel({ dataset, picturesOf }: DatasetPanelProps) {
  if (!dataset) {
    return (
      <Panel title="Data set" className="col-span-4 max-lg:col-span-3 max-md:col-span-1">
        <p className="py-2 text-text-3">Not read yet.</p>
      </Panel>
    );
  }
  const { path, licence, hash, classes, trainCounts, validationCounts, testCounts, skipped, warnings } =
    dataset;
  const splits = [
    { name: 'train', counts: trainCounts },
    { name: 'validation', counts: validationCounts },
    ...(testCounts.length > 0 ? [{ name: 'test', counts: testCounts }] : []),
  ];
  const sum = (counts: number[]) => counts.reduce((total, each) => total + each, 0);
  return (
    <Panel title="Data set" className="col-span-4 max-lg:col-span-3 max-md:col-span-1">
      <Facts
        facts={[
          ['path', path],
          ...(licence === null ? [] : [['licence', licence] as const]),
          [
            'hash',
            <span key="hash" className="font-mono text-small" title={hash}>
              {hash.slice(0, 12)}
            </span>,
          ],
        ]}
      />
      <PlainTable aria-label="Images of each class" className="mt-2">
        <thead>
          <tr>
            <HeadCell className="pl-0!">class</HeadCell>
            {splits.map(({ name }) => (
              <HeadCell key={name} numeric className="last:pr-0!">
                {name}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((name, index) => (
            <tr key={name}>
              <RowHead className="pl-0! font-name!">{name}</RowHead>
              {splits.map(({ name: split, counts }) => (
                <Cell key={split} numeric className="last:pr-0!">
                  {count(counts[index] ?? 0)}
                </Cell>
              ))}
            </tr>
          ))}
          <tr className="text-text-2">
            <RowHead className="pl-0! text-text-3">all</RowHead>
            {splits.map(({ name, counts }) => (
              <Cell key={name} numeric className="last:pr-0!">
                {count(sum(counts))}
              </Cell>
            ))}
          </tr>
        </tbody>
      </PlainTable>
      {warnings.length > 0 && (
        <ul className="mt-3" aria-label="What is doubtful about the images">
          {warnings.map((warning) => (
            <DatasetWarningItem key={warning.kind} warning={warning} pictures={picturesOf(warning.kind)} />
          ))}
        </ul>
      )}
      {skipped.length > 0 && (
        <details className="mt-3 text-small">
          <summary className="text-overfitting">{counted(skipped.length, 'file')} skipped</summary>
          <ul className="mt-1 max-h-40 space-y-1 overflow-y-auto">
            {skipped.map(({ file, reason }) => (
              <li key={file} className="[overflow-wrap:anywhere]">
                <span className="font-mono">{file}</span> <span className="text-text-3">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
