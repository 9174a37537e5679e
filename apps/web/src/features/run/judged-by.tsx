import type { RunDetail, Verdict } from '@tenbin/contracts';
import type { ReactNode } from 'react';
import { counted, figure, metric, missing, rate, signed } from '../../format/number.ts';
import { plannedEpochs } from '../../runs/facts.ts';
import { Facts } from '../../ui/facts.tsx';

/** The numbers that the verdict rests on. */
export function JudgedBy({ run }: { run: RunDetail }) {
  return <Facts facts={factsOf(run)} />;
}

/** "by the loss of each of 900 validation images", or by the curves alone. */
export function basisInWords({ verdict, dataset }: Pick<RunDetail, 'verdict' | 'dataset'>): string {
  if (verdict?.basis !== 'pictures') return 'by the curves alone';
  const images =
    verdict.evidence['pictures'] ?? dataset?.validationCounts.reduce((sum, count) => sum + count, 0);
  return images === undefined
    ? 'by the loss of each validation image'
    : `by the loss of each of ${counted(images, 'validation image')}`;
}

/** The evidence, as far as it says something about this run. */
function factsOf({ epoch, params, verdict, dataset }: RunDetail): [string, ReactNode][] {
  const epochs = plannedEpochs({ params });
  const done = epochs === null || epoch === epochs ? `${epoch}` : `${epoch} of ${epochs}`;
  if (!verdict) return [['epochs', done]];
  const { rise, noiseBand, turnEpoch } = verdict.evidence;
  return [
    ['judged', basisInWords({ verdict, dataset })],
    ['epochs', done],
    ['onset', verdict.onsetEpoch === null ? 'none' : `epoch ${verdict.onsetEpoch}`],
    ['could be seen at', verdict.detectedAtEpoch === null ? missing : `epoch ${verdict.detectedAtEpoch}`],
    ['val_loss turned at', turnEpoch === undefined ? missing : `epoch ${figure(turnEpoch)}`],
    ['rise since then', signed(rise, 4)],
    ["the run's own noise", metric(noiseBand)],
    ...imageFacts(verdict.evidence),
  ];
}

/** What the images themselves say, when their losses were kept. */
function imageFacts({
  pictureRise,
  pictureError,
  picturesRisen,
}: Verdict['evidence']): [string, ReactNode][] {
  if (pictureRise === undefined || pictureError === undefined || picturesRisen === undefined) return [];
  return [
    ['mean rise of an image', `${signed(pictureRise)} ± ${metric(pictureError, 3)}`],
    ['images that got worse', rate(picturesRisen)],
  ];
}
