import type { ParameterEffect } from '@tenbin/metrics';
import { clsx } from 'clsx';
import { rate } from '../format/number.ts';
import { parameterText } from '../format/parameter.ts';
import { rowsOf } from './measures.ts';
import type { Measure, Range } from './measures.ts';
import { Whisker } from './whisker.tsx';

interface EffectRowsProps {
  effect: ParameterEffect;
  measure: Measure;
  range: Range;
}

/** One parameter: a bar for the overfit rate of each value, or a dot for its gap or accuracy, with a whisker. */
export function EffectRows({ effect: { name, share }, effect, measure, range }: EffectRowsProps) {
  return (
    <div>
      <h3 className="mb-1 text-small font-normal text-text-3">
        {name}
        {share !== null && `, explains ${rate(share)} of the gap`}
      </h3>
      <ul aria-label={`${measureWords[measure]} by ${name}`} className="grid gap-y-1.5">
        {rowsOf(effect, measure, range).map((row) => (
          <li
            key={String(row.value)}
            className="grid grid-cols-[96px_minmax(0,1fr)_84px] items-center gap-x-3 max-md:grid-cols-[84px_minmax(0,1fr)_76px]"
          >
            <span className="truncate" title={row.value === null ? 'not used' : String(row.value)}>
              {row.value === null ? <span className="text-text-3">not used</span> : parameterText(row.value)}
            </span>
            <span aria-hidden className="relative block h-3.5 rounded-[2px] bg-sunken">
              {row.at !== null && (
                <>
                  <span
                    className={clsx(
                      'absolute',
                      measure === 'rate'
                        ? 'inset-y-0 left-0 rounded-[2px] bg-overfitting opacity-55'
                        : 'top-1/2 size-2 -translate-1/2 rounded-full bg-overfitting',
                    )}
                    style={measure === 'rate' ? { width: `${row.at}%` } : { left: `${row.at}%` }}
                  />
                  <Whisker low={row.low} high={row.high} />
                </>
              )}
            </span>
            <span className="text-right whitespace-nowrap">
              {row.figure} <span className="text-small text-text-3">{row.note}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const measureWords: Record<Measure, string> = {
  rate: 'Overfit rate',
  gap: 'Gap at the end',
  accuracy: 'Best val_accuracy',
};
