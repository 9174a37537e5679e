'use client';

import { budget as budgetSchema, sweepCosts, sweepSpec } from '@tenbin/contracts';
import type { Budget, SamplerName } from '@tenbin/contracts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Draft } from './draft.ts';
import { More } from './more.tsx';
import { RadioList } from './radio-list.tsx';
import { problemAt } from './read-yaml.ts';
import { methods, numbersOf, rules } from './rules.ts';
import { Section } from './section.tsx';
import type { SectionProps } from './section.tsx';

/** What a method without an end of its own is given at first. */
const firstTrials = '50';

const limits = ['epochs', 'hours', 'concurrency'] as const;

/** How the settings are chosen, how many there may be, and what ends early. */
export function SearchSection({ draft, problems, onChange }: SectionProps) {
  const { method, against, budget, earlyTermination } = draft;
  const limit = (name: keyof Budget) => (
    <Field
      key={name}
      label={name}
      hint={budgetSchema.shape[name].description}
      problem={problemAt(problems, `budget.${name}`)}
    >
      {(ids) => (
        <TextInput
          ids={ids}
          numeric
          value={budget[name]}
          placeholder={name === 'trials' ? '' : 'no limit'}
          className="max-w-32"
          onChange={(text) => onChange({ ...draft, budget: { ...budget, [name]: text } })}
        />
      )}
    </Field>
  );
  return (
    <Section title="Search">
      <Field label="Method" labels={false} problem={problemAt(problems, 'method')}>
        {(ids) => (
          <RadioList
            labelledBy={ids.labelId}
            value={method}
            options={methods}
            onChange={(next) => onChange(withMethod(next, draft))}
          />
        )}
      </Field>
      {limit('trials')}
      <div className="grid gap-1">
        <More
          title="Budget"
          set={limits.flatMap((name) => (budget[name] === '' ? [] : [`${name} ${budget[name]}`]))}
        >
          {limits.map((name) => limit(name))}
        </More>
        <More title="Early termination" set={earlyTermination.type === 'none' ? [] : [earlyTermination.type]}>
          <RuleFields draft={draft} problems={problems} onChange={onChange} />
        </More>
        <More title="Costs to keep small" set={against}>
          <Field
            label="against"
            labels={false}
            hint={sweepSpec.shape.against.description}
            problem={problemAt(problems, 'against')}
          >
            {(ids) => (
              <Chips
                labelledBy={ids.labelId}
                describedBy={ids.noteId}
                values={against}
                options={sweepCosts}
                disabled={false}
                onChange={(chosen) =>
                  onChange({ ...draft, against: sweepCosts.filter((cost) => chosen.includes(cost)) })
                }
              />
            )}
          </Field>
        </More>
        <More title="Retries and priority" set={setIn(draft)}>
          {(['retries', 'priority'] as const).map((name) => (
            <Field
              key={name}
              label={name}
              hint={sweepSpec.shape[name].description}
              problem={problemAt(problems, name)}
            >
              {(ids) => (
                <TextInput
                  ids={ids}
                  numeric
                  value={draft[name]}
                  className="max-w-20"
                  onChange={(text) => onChange({ ...draft, [name]: text })}
                />
              )}
            </Field>
          ))}
        </More>
      </div>
    </Section>
  );
}

function RuleFields({ draft, problems, onChange }: SectionProps) {
  const { type, numbers } = draft.earlyTermination;
  const set = (fields: Partial<Draft['earlyTermination']>) =>
    onChange({ ...draft, earlyTermination: { ...draft.earlyTermination, ...fields } });
  return (
    <>
      <Field label="Rule" labels={false} problem={problemAt(problems, 'earlyTermination.type')}>
        {(ids) => (
          <RadioList
            labelledBy={ids.labelId}
            value={type}
            options={rules}
            onChange={(next) => set({ type: next })}
          />
        )}
      </Field>
      {numbersOf(type).map(({ name, hint }) => (
        <Field key={name} label={name} hint={hint} problem={problemAt(problems, `earlyTermination.${name}`)}>
          {(ids) => (
            <TextInput
              ids={ids}
              numeric
              value={numbers[name]}
              className="max-w-20"
              onChange={(text) => set({ numbers: { ...numbers, [name]: text } })}
            />
          )}
        </Field>
      ))}
    </>
  );
}

/** A grid ends by itself; any other method is given an end when it has none. */
function withMethod(method: SamplerName, draft: Draft): Draft {
  const { trials } = draft.budget;
  const ends = method === 'grid' ? (trials === firstTrials ? '' : trials) : trials || firstTrials;
  return { ...draft, method, budget: { ...draft.budget, trials: ends } };
}

function setIn({ retries, priority }: Draft): string[] {
  return [
    ...(retries === '2' ? [] : [`retries ${retries}`]),
    ...(priority === '0' ? [] : [`priority ${priority}`]),
  ];
}
