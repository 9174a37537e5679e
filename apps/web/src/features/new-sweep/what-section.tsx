'use client';

import { goal as goalSchema, goalMetrics, sweepSpec } from '@tenbin/contracts';
import { Field, inputClass } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { problemAt } from './read-yaml.ts';
import { Section } from './section.tsx';
import type { SectionProps } from './section.tsx';

const goals = goalMetrics.map((metric) => ({
  metric,
  direction: metric.endsWith('loss') ? ('minimize' as const) : ('maximize' as const),
}));

/** What the sweep is called, what it is for, and how often each setting is tried. */
export function WhatSection({ draft, problems, onChange }: SectionProps) {
  const { name, goal, seeds } = draft;
  return (
    <Section title="Sweep">
      <Field label="Name" problem={problemAt(problems, 'name')}>
        {(ids) => (
          <TextInput
            ids={ids}
            value={name}
            className="max-w-80"
            onChange={(value) => onChange({ ...draft, name: value })}
          />
        )}
      </Field>
      <Field label="Goal" hint={goalSchema.shape.metric.description} problem={problemAt(problems, 'goal')}>
        {(ids) => (
          <select
            id={ids.id}
            aria-describedby={ids.noteId}
            className={inputClass(ids.invalid, 'max-w-60')}
            value={`${goal.direction} ${goal.metric}`}
            onChange={({ target }) => {
              const chosen = goals.find((each) => `${each.direction} ${each.metric}` === target.value);
              if (chosen) onChange({ ...draft, goal: chosen });
            }}
          >
            {(goals.some((each) => each.metric === goal.metric && each.direction === goal.direction)
              ? goals
              : [...goals, goal]
            ).map(({ metric, direction }) => (
              <option key={`${direction} ${metric}`}>{`${direction} ${metric}`}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Seeds" hint={sweepSpec.shape.seeds.description} problem={problemAt(problems, 'seeds')}>
        {(ids) => (
          <TextInput
            ids={ids}
            value={seeds}
            className="max-w-40"
            onChange={(value) => onChange({ ...draft, seeds: value })}
          />
        )}
      </Field>
    </Section>
  );
}
