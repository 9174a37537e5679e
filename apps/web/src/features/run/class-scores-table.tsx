import type { Scores } from '@tenbin/metrics';
import { count, metric } from '../../format/number.ts';
import { Cell, HeadCell, PlainTable, RowHead } from '../../ui/plain-table.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';

/** Precision, recall and F1 of each class, and their unweighted means. */
export function ClassScoresTable({ scores: { perClass, macro, total, accuracy } }: { scores: Scores }) {
  return (
    <ScrollRegion label="Scores of each class">
      <PlainTable aria-label="Per class">
        <thead>
          <tr>
            <HeadCell>class</HeadCell>
            <HeadCell numeric>precision</HeadCell>
            <HeadCell numeric>recall</HeadCell>
            <HeadCell numeric>F1</HeadCell>
            <HeadCell numeric>support</HeadCell>
          </tr>
        </thead>
        <tbody>
          {perClass.map(({ name, precision, recall, f1, support }) => (
            <tr key={name}>
              <RowHead className="font-name!">{name}</RowHead>
              <Cell numeric>{metric(precision)}</Cell>
              <Cell numeric>{metric(recall)}</Cell>
              <Cell numeric>{metric(f1)}</Cell>
              <Cell numeric className="text-text-3">
                {count(support)}
              </Cell>
            </tr>
          ))}
          <tr className="text-text-2">
            <RowHead className="text-text-3">macro mean</RowHead>
            <Cell numeric>{metric(macro.precision)}</Cell>
            <Cell numeric>{metric(macro.recall)}</Cell>
            <Cell numeric>{metric(macro.f1)}</Cell>
            <Cell numeric className="text-text-3">
              {count(total)}
            </Cell>
          </tr>
          <tr className="text-text-2">
            <RowHead className="text-text-3">accuracy</RowHead>
            <Cell />
            <Cell />
            <Cell numeric>{metric(accuracy)}</Cell>
            <Cell numeric className="text-text-3">
              {count(total)}
            </Cell>
          </tr>
        </tbody>
      </PlainTable>
    </ScrollRegion>
  );
}
