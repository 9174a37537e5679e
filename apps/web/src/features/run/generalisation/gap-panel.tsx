import type { Generalisation, GeneralisationAt, Interval } from '@tenbin/contracts';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { counted, metric, missing, rate, signed } from '../../../format/number.ts';
import { Panel } from '../../../ui/card.tsx';
import { Cell, HeadCell, PlainTable, RowHead } from '../../../ui/plain-table.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { GapBars } from './gap-bars.tsx';
import { gapInWords } from './in-words.ts';

/** The gap between training and validation images, both seen without dropout and augmentation, with its interval. */
export function GapPanel({ generalisation: { best, last, leakage } }: { generalisation: Generalisation }) {
  const looks = [best, last].filter((each) => each !== null);
  return (
    <Panel
      title="Generalisation"
      note="validation less training images, both as they are"
      className="col-span-6 max-lg:col-span-6 max-md:col-span-1"
    >
      {leakage !== null && (
        <p className="mb-3 flex gap-1.5 rounded-control bg-overfitting-w px-3 py-2 text-pretty">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-overfitting" aria-hidden />
          {leakage}
        </p>
      )}
      {looks.length > 0 && (
        <>
          <p className="mb-3 max-w-[64ch] text-pretty text-text-2">{gapInWords(best, last)}</p>
          <GapBars looks={looks} />
          <Figures best={best} last={last} />
        </>
      )}
    </Panel>
  );
}

function Figures({ best, last }: { best: GeneralisationAt | null; last: GeneralisationAt | null }) {
  const looks = [best, last].filter((each) => each !== null);
  const row = (name: string, value: (look: GeneralisationAt) => ReactNode) => (
    <tr>
      <RowHead className="text-text-3">{name}</RowHead>
      {looks.map((look) => (
        <Cell key={look === best ? 'best' : 'last'} numeric>
          {value(look)}
        </Cell>
      ))}
    </tr>
  );
  return (
    <ScrollRegion label="Figures of generalisation" className="mt-3">
      <PlainTable aria-label="Generalisation">
        <thead>
          <tr>
            <HeadCell>
              <span className="sr-only">Figure</span>
            </HeadCell>
            {looks.map((look) => (
              <HeadCell key={look === best ? 'best' : 'last'} numeric>
                {look === best ? 'best' : 'last'} epoch {look.epoch}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {row('gap of the loss', ({ gap }) => (
            <WithInterval interval={gap} write={(value) => signed(value)} />
          ))}
          {row('loss on training images', ({ trainLoss }) => metric(trainLoss))}
          {row('accuracy on training images', ({ trainAccuracy }) => metric(trainAccuracy))}
          {row('calibration error (ECE)', ({ calibrationError }) => (
            <WithInterval interval={calibrationError} write={(value) => metric(value, 3)} />
          ))}
          {row('confidence where wrong', ({ wrongConfidence }) => share(wrongConfidence))}
          {row('confidence where right', ({ rightConfidence }) => share(rightConfidence))}
        </tbody>
      </PlainTable>
      <p className="mt-2 text-small text-text-3">
        {counted(looks[0]?.trainImages ?? 0, 'training image')} looked at; intervals of 95 %, by bootstrap
        over images.
      </p>
    </ScrollRegion>
  );
}

function WithInterval({
  interval: { value, low, high },
  write,
}: {
  interval: Interval;
  write: (value: number) => string;
}) {
  return (
    <>
      {write(value)}{' '}
      <span className="text-small text-text-3">
        {write(low)} … {write(high)}
      </span>
    </>
  );
}

function share(value: number): string {
  return Number.isNaN(value) ? missing : rate(value);
}
