import type { RunDetail, Verdict } from '@tenbin/contracts';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { figure, metric, missing, rate, signed } from '../../format/number.ts';
import { Balance } from '../../runs/balance.tsx';
import { gapAtEnd } from '../../runs/facts.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Stat } from '../../ui/stat.tsx';

const inks: Record<Verdict['state'], string> = {
  healthy: 'text-healthy',
  overfitting: 'text-overfitting',
  underfitting: 'text-underfitting',
  diverged: 'text-diverged',
  plateau: 'text-plateau',
  unclear: 'text-unclear',
};

/** What the best weights reach on the images that were kept for a test. */
interface TestMetrics {
  accuracy: number;
  loss: number | undefined;
}

/** The verdict in a sentence with its numbers, the figures behind it, and how it was judged. */
export function VerdictPanel({ run, test }: { run: RunDetail; test: TestMetrics | null }) {
  const { verdict, best, last } = run;
  const [sentence, ...reasons] = verdict?.reasons ?? [];
  const gap = gapAtEnd(run);
  return (
    <Card aria-label="Verdict" className="grid grid-cols-[minmax(0,1fr)_minmax(0,380px)] max-lg:grid-cols-1">
      <div className="flex flex-col gap-3 px-6 py-5 max-md:p-4">
        <p className="max-w-[52ch] text-verdict font-[450] tracking-[-0.012em] text-pretty max-md:text-[16px] max-md:leading-[23px]">
          {sentence === undefined || !verdict
            ? 'No verdict yet. It needs a few epochs.'
            : marked(sentence, inks[verdict.state])}
        </p>
        <dl
          className={clsx(
            'grid w-max gap-x-8 gap-y-3 max-md:w-full max-md:grid-cols-2',
            test ? 'grid-cols-5' : 'grid-cols-4',
          )}
        >
          <Stat
            name="val_accuracy"
            value={metric(best?.val_accuracy)}
            note={best ? `best epoch ${best.epoch}` : 'no epoch yet'}
          />
          <Stat
            name="val_loss"
            value={metric(best?.val_loss)}
            note={last ? `now ${metric(last.val_loss)}` : undefined}
          />
          <Stat
            name="gap"
            value={<Balance gap={gap} decimals={3} />}
            note={best ? `at best ${signed(best.val_loss - best.loss)}` : undefined}
          />
          <Stat
            name="epochs past best"
            value={best ? run.epoch - best.epoch : missing}
            note={best ? `${rate((run.epoch - best.epoch) / run.epoch)} of the run` : undefined}
          />
          {test && (
            <Stat
              name="test_accuracy"
              value={metric(test.accuracy)}
              note={test.loss === undefined ? undefined : `test_loss ${metric(test.loss)}`}
            />
          )}
        </dl>
        {reasons.length > 0 && <p className="max-w-[64ch] text-small text-text-2">{reasons.join(' ')}</p>}
      </div>
      <div className="border-line px-5 py-4 max-lg:border-t max-md:px-4 lg:border-l">
        <h2 className="mb-1">How it was judged</h2>
        <Facts facts={judgedBy(run)} />
      </div>
    </Card>
  );
}

/** The first percentage of the sentence in the ink of the verdict. */
function marked(sentence: string, ink: string): ReactNode {
  const found = /\d+ %/.exec(sentence);
  if (!found) return sentence;
  const end = found.index + found[0].length;
  return (
    <>
      {sentence.slice(0, found.index)}
      <b className={clsx('font-semibold whitespace-nowrap', ink)}>{found[0]}</b>
      {sentence.slice(end)}
    </>
  );
}

/** The numbers of the verdict's evidence, as far as they say something about this run. */
function judgedBy({ epoch, config, verdict }: RunDetail): [string, ReactNode][] {
  const { epochs } = config.parameters;
  const done = epoch === epochs ? `${epochs}` : `${epoch} of ${epochs}`;
  if (!verdict) return [['epochs', done]];
  const { rise, noiseBand, turnEpoch } = verdict.evidence;
  return [
    ['epochs', done],
    ['onset', verdict.onsetEpoch === null ? 'none' : `epoch ${verdict.onsetEpoch}`],
    ['could be seen at', verdict.detectedAtEpoch === null ? missing : `epoch ${verdict.detectedAtEpoch}`],
    ['val_loss turned at', turnEpoch === undefined ? missing : `epoch ${figure(turnEpoch)}`],
    ['rise since then', signed(rise, 4)],
    ["the run's own noise", metric(noiseBand)],
  ];
}
