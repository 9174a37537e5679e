import type { DatasetFacts } from '@tenbin/contracts';
import { count, counted } from '../../format/number.ts';
import { Panel } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Cell, HeadCell, PlainTable, RowHead } from '../../ui/plain-table.tsx';

/** The data set as the run saw it: classes, split, and what could not be read. */
export function DatasetPanel({ dataset }: { dataset: DatasetFacts | null }) {
  if (!dataset) {
    return (
      <Panel title="Data set" className="col-span-4 max-lg:col-span-3 max-md:col-span-1">
        <p className="py-2 text-text-3">Not read yet.</p>
      </Panel>
    );
  }
  const { path, hash, classes, trainCounts, validationCounts, skipped } = dataset;
  const sum = (counts: number[]) => counts.reduce((total, each) => total + each, 0);
  return (
    <Panel title="Data set" className="col-span-4 max-lg:col-span-3 max-md:col-span-1">
      <Facts
        facts={[
          ['path', path],
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
            <HeadCell numeric>train</HeadCell>
            <HeadCell numeric className="pr-0!">
              validation
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {classes.map((name, index) => (
            <tr key={name}>
              <RowHead className="pl-0! font-name!">{name}</RowHead>
              <Cell numeric>{count(trainCounts[index] ?? 0)}</Cell>
              <Cell numeric className="pr-0!">
                {count(validationCounts[index] ?? 0)}
              </Cell>
            </tr>
          ))}
          <tr className="text-text-2">
            <RowHead className="pl-0! text-text-3">all</RowHead>
            <Cell numeric>{count(sum(trainCounts))}</Cell>
            <Cell numeric className="pr-0!">
              {count(sum(validationCounts))}
            </Cell>
          </tr>
        </tbody>
      </PlainTable>
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
