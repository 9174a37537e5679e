'use client';

import { datasetNames, datasetSpec } from '@tenbin/contracts';
import { Field, inputClass } from '../../ui/field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Draft } from './draft.ts';
import { problemAt } from './read-yaml.ts';
import { Section } from './section.tsx';
import type { SectionProps } from './section.tsx';
import { SplitFields } from './split-fields.tsx';
import type { Weighing } from './use-weighing.ts';

const sources = [
  { value: 'path', label: 'Your own' },
  { value: 'name', label: 'Known' },
] as const;

/** Which images, and how they are split. */
export function DatasetSection({
  draft,
  problems,
  onChange,
  weighing,
}: SectionProps & { weighing: Weighing }) {
  const { dataset } = draft;
  const set = (fields: Partial<Draft['dataset']>) =>
    onChange({ ...draft, dataset: { ...dataset, ...fields } });
  const problem = problemAt(problems, 'dataset.path') ?? weighing.datasetProblem;
  return (
    <Section title="Data set">
      <Field label="Images" labels={false}>
        {() => (
          <Segments
            label="Images"
            value={dataset.source}
            options={sources}
            onChange={(source) => set({ source })}
          />
        )}
      </Field>
      {dataset.source === 'path' ? (
        <Field
          label="Path"
          problem={problem}
          hint={problem === undefined ? seen(weighing) : datasetSpec.shape.path.unwrap().description}
        >
          {(ids) => (
            <TextInput
              ids={ids}
              value={dataset.path}
              placeholder={weighing.folder ?? ''}
              onChange={(path) => set({ path })}
            />
          )}
        </Field>
      ) : (
        <Field
          label="Name of the data set"
          hint={seen(weighing)}
          problem={problemAt(problems, 'dataset.name') ?? weighing.datasetProblem}
        >
          {(ids) => (
            <select
              id={ids.id}
              aria-describedby={ids.noteId}
              className={inputClass(ids.invalid, 'max-w-60')}
              value={dataset.name}
              onChange={({ target }) => {
                const name = datasetNames.find((each) => each === target.value);
                if (name !== undefined) set({ name });
              }}
            >
              {datasetNames.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <SplitFields dataset={dataset} problems={problems} onChange={set} />
    </Section>
  );
}

/** What a glance at the images told: "3 classes, images of about 28 px". */
function seen({ images }: Weighing): string {
  if (images === null) return 'Looking at it';
  const classes = images.classes === null || images.classes < 2 ? [] : [`${images.classes} classes`];
  const side = images.side === null ? 'images of unknown size' : `images of about ${images.side} px`;
  return [...classes, side].join(', ');
}
