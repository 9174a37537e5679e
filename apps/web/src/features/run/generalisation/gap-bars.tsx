import type { GeneralisationAt } from '@tenbin/contracts';
import { Whisker } from '../../../effects/whisker.tsx';
import { metric } from '../../../format/number.ts';

/** Loss on training images, and how much more it is on validation images, with the interval of the difference. */
export function GapBars({ looks }: { looks: readonly GeneralisationAt[] }) {
  const ends = looks.flatMap(({ trainLoss, gap }) => [
    trainLoss,
    trainLoss + gap.value,
    trainLoss + gap.high,
  ]);
  const most = Math.max(...ends.filter(Number.isFinite), 1e-9);
  const percent = (value: number) => Math.min(100, Math.max(0, (100 * value) / most));
  return (
    <ul aria-label="Loss of training and validation images" className="grid gap-y-2">
      {looks.map(({ epoch, trainLoss, gap }) => {
        const validation = trainLoss + gap.value;
        const [from, to] = [
          percent(Math.min(trainLoss, validation)),
          percent(Math.max(trainLoss, validation)),
        ];
        return (
          <li
            key={epoch}
            className="grid grid-cols-[72px_minmax(0,1fr)_176px] items-center gap-x-3 max-md:grid-cols-[64px_minmax(0,1fr)]"
          >
            <span>epoch {epoch}</span>
            <span aria-hidden className="relative block h-3.5 rounded-[2px] bg-sunken">
              <span
                className="absolute inset-y-0 left-0 rounded-l-[2px] bg-train"
                style={{ width: `${from}%` }}
              />
              <span
                className="absolute inset-y-0 rounded-r-[2px] bg-overfitting opacity-55"
                style={{ left: `${from}%`, width: `${to - from}%` }}
              />
              <Whisker low={percent(trainLoss + gap.low)} high={percent(trainLoss + gap.high)} />
            </span>
            <span className="text-right text-small whitespace-nowrap text-text-2 max-md:col-span-2">
              {metric(trainLoss)} train, <b className="font-name text-text">{metric(validation)}</b>{' '}
              validation
            </span>
          </li>
        );
      })}
    </ul>
  );
}
