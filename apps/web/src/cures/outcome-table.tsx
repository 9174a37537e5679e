import type { CureOutcome, MeanStd, PairedChange } from '@tenbin/metrics';
import { meanStd, missing, signed } from '../format/number.ts';
import { Cell, HeadCell, PlainTable, RowHead } from '../ui/plain-table.tsx';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { inOrder, outcomeName, pText, patchText } from './words.ts';

/** Every case of a cure over its seeds, and what changed from the baseline, paired by seed. */
export function OutcomeTable({ outcomes }: { outcomes: readonly CureOutcome[] }) {
  return (
    <ScrollRegion label="What each case brought">
      <PlainTable aria-label="Outcomes of the cure">
        <thead>
          <tr>
            <HeadCell>case</HeadCell>
            <HeadCell numeric>overfit</HeadCell>
            <HeadCell numeric>gap at the end</HeadCell>
            <HeadCell numeric>change of gap, 95 %</HeadCell>
            <HeadCell numeric>val_accuracy</HeadCell>
          </tr>
        </thead>
        <tbody>
          {inOrder(outcomes).map((outcome) => (
            <tr key={outcome.name}>
              <RowHead className="py-1">
                <span className="block font-name">{outcomeName(outcome)}</span>
                <span className="block text-small text-text-3">{patchText(outcome)}</span>
              </RowHead>
              <Cell numeric>{outcome.runs === 0 ? missing : `${outcome.overfit} of ${outcome.runs}`}</Cell>
              <Cell numeric>
                <Mean value={outcome.gap} />
              </Cell>
              <Cell numeric>
                {outcome.change === null ? (
                  <span className="text-text-3">{missing}</span>
                ) : (
                  <Change change={outcome.change.gap} />
                )}
              </Cell>
              <Cell numeric>
                <Mean value={outcome.accuracy} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </PlainTable>
      <p className="mt-2 text-small text-text-3">
        Paired by seed; p of each case by itself. The sentence corrects for as many cures as were tried.
      </p>
    </ScrollRegion>
  );
}

function Mean({ value }: { value: MeanStd }) {
  if (Number.isNaN(value.mean)) return <span className="text-text-3">{missing}</span>;
  const { mean, std } = meanStd(value.mean, value.std);
  return (
    <>
      {mean} <span className="text-text-3">{std}</span>
    </>
  );
}

function Change({ change }: { change: PairedChange }) {
  const words = pText(change);
  return (
    <>
      <b className="font-name">{signed(change.mean)}</b>{' '}
      <span className="text-small text-text-3">
        {signed(change.low, 2)} … {signed(change.high, 2)}
        {words === '' ? '' : `, ${words}`}
      </span>
    </>
  );
}
