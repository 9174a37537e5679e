import type { RunRow } from '@tenbin/contracts';
import { counted } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyCard } from '../../ui/states.tsx';
import { setFilters } from './filters.ts';
import type { Filters } from './filters.ts';

interface NoMatchProps {
  runs: RunRow[];
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
}

const off: Filters = { text: '', standing: null, sweep: null };

/** Says what each filter alone would leave, and takes one or all of them off. */
export function NoMatch({ runs, filters, onChange }: NoMatchProps) {
  const set = setFilters(runs, filters);
  return (
    <EmptyCard
      title="No run matches these filters"
      action={
        <>
          {set.length > 1 &&
            set.map(({ key, words }) => (
              <Button key={key} size="small" onClick={() => onChange({ [key]: off[key] })}>
                Remove {words}
              </Button>
            ))}
          <Button size="small" look={set.length > 1 ? 'quiet' : 'default'} onClick={() => onChange(off)}>
            Clear all filters
          </Button>
        </>
      }
    >
      {set.length > 1
        ? `${set.map(({ words, left }) => `${words} alone leaves ${counted(left, 'run')}`).join('; ')}.`
        : `${set[0]?.words ?? ''} is found in no run.`}
    </EmptyCard>
  );
}
