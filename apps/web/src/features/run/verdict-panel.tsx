import type { RunDetail, Verdict } from '@tenbin/contracts';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { metric, missing, rate, signed } from '../../format/number.ts';
import { Balance } from '../../runs/balance.tsx';
import { gapAtEnd } from '../../runs/facts.ts';
import { Card } from '../../ui/card.tsx';
import { Stat } from '../../ui/stat.tsx';
import { JudgedBy, basisInWords } from './judged-by.tsx';
import type { RunFindings } from './use-run-report.ts';
import { WhatToTry } from './what-to-try.tsx';

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

interface VerdictPanelProps {
  run: RunDetail;
  test: TestMetrics | null;
  /** Undefined until they are read. */
  findings: RunFindings | undefined;
}

/** The verdict in a sentence with its numbers, the figures behind it, what to do about it, and how it was judged. */
export function VerdictPanel({ run, test, findings }: VerdictPanelProps) {
  const { verdict, best, last } = run;
  const [sentence, ...reasons] = verdict?.reasons ?? [];
  const gap = gapAtEnd(run);
  const advised = findings !== undefined && findings.advice.length > 0;
  return (
    <Card
      aria-label="Verdict"
      className={clsx(
        'grid max-lg:grid-cols-1',
        advised ? 'grid-cols-[minmax(0,1fr)_minmax(0,460px)]' : 'grid-cols-[minmax(0,1fr)_minmax(0,380px)]',
      )}
    >
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
        {advised && (
          <details className="max-w-[64ch] text-small">
            <summary className="w-max max-w-full text-text-2 hover:text-text max-md:py-2">
              How it was judged: {basisInWords(run)}
            </summary>
            <div className="mt-2 max-w-96">
              <JudgedBy run={run} />
            </div>
          </details>
        )}
      </div>
      <div className="border-line px-5 py-4 max-lg:border-t max-md:px-4 lg:border-l">
        {advised ? (
          <WhatToTry run={run} findings={findings} />
        ) : (
          <>
            <h2 className="mb-1">How it was judged</h2>
            <JudgedBy run={run} />
          </>
        )}
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
