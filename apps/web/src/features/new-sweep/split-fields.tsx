'use client';

import { datasetSpec } from '@tenbin/contracts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Draft } from './draft.ts';
import { More } from './more.tsx';
import { problemAt } from './read-yaml.ts';
import type { Problem } from './read-yaml.ts';

interface SplitFieldsProps {
  dataset: Draft['dataset'];
  problems: readonly Problem[];
  onChange: (fields: Partial<Draft['dataset']>) => void;
}

const always = ['validation', 'test'] as const;
const seldom = ['folds', 'groups'] as const;

/** How the images are split: the shares, and for whoever needs them folds, groups and strata. */
export function SplitFields({ dataset, problems, onChange }: SplitFieldsProps) {
  const { folds, groups, stratify } = dataset;
  const field = (name: (typeof always)[number] | (typeof seldom)[number]) => (
    <Field
      key={name}
      label={name}
      hint={datasetSpec.shape[name].description}
      problem={problemAt(problems, `dataset.${name}`)}
    >
      {(ids) => (
        <TextInput
          ids={ids}
          value={dataset[name]}
          numeric={name !== 'groups'}
          className={name === 'groups' ? 'max-w-80 font-mono' : 'max-w-20'}
          onChange={(value) => onChange({ [name]: value })}
        />
      )}
    </Field>
  );
  const set = [
    ...(folds === '' ? [] : [`folds ${folds}`]),
    ...(groups === '' ? [] : [`groups ${groups}`]),
    ...(stratify ? [] : ['stratify false']),
  ];
  return (
    <>
      {always.map(field)}
      <More title="Folds, groups and strata" set={set}>
        {seldom.map(field)}
        <Field label="stratify" hint={datasetSpec.shape.stratify.description}>
          {(ids) => (
            <input
              id={ids.id}
              type="checkbox"
              className="size-4 accent-accent md:mt-2"
              checked={stratify}
              aria-describedby={ids.noteId}
              onChange={({ target }) => onChange({ stratify: target.checked })}
            />
          )}
        </Field>
      </More>
    </>
  );
}
