'use client';

import { parameterSchemas } from '@tenbin/contracts';
import type { ParameterName } from '@tenbin/contracts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { conditionOf, defaultInWords, reasonAgainst } from './dependence.ts';
import type { Draft } from './draft.ts';
import { controlOf } from './parameter-controls.ts';
import { rangeInWords, valuesIn } from './parameter-text.ts';

interface ParameterFieldProps {
  name: ParameterName;
  draft: Draft;
  problem: string | undefined;
  /** Called with the values, between commas. */
  onChange: (text: string) => void;
}

/** The values of a parameter, by the control that its schema asks for. */
export function ParameterField({ name, draft, problem, onChange }: ParameterFieldProps) {
  const control = controlOf(name);
  const text = draft.parameters[name];
  const reason = reasonAgainst(name, draft);
  return (
    <Field
      label={name}
      labels={control.kind === 'numbers'}
      problem={problem}
      hint={reason ?? hintOf(name, draft)}
    >
      {(ids) =>
        control.kind === 'numbers' ? (
          <TextInput
            ids={ids}
            value={text}
            disabled={reason !== null}
            placeholder={defaultInWords(name, draft)}
            className="max-w-60"
            onChange={onChange}
          />
        ) : (
          <Chips
            labelledBy={ids.labelId}
            describedBy={ids.noteId}
            values={valuesIn(text)}
            options={control.options}
            disabled={reason !== null}
            onChange={(values) => onChange(values.join(', '))}
          />
        )
      }
    </Field>
  );
}

/** What the parameter means, what it is by default, and where it is used alone. */
function hintOf(name: ParameterName, draft: Draft): string {
  const described = parameterSchemas[name].description ?? '';
  const usual = defaultInWords(name, draft);
  const unset = draft.parameters[name] === '' && !described.includes('by default') && usual !== '';
  const [beside] = Object.entries(conditionOf(name, draft) ?? {});
  const range = controlOf(name).kind === 'numbers' ? rangeInWords(draft.parameters[name]) : '';
  return [
    described,
    ...(range === '' ? [] : [range]),
    ...(unset ? [`by default ${usual}`] : []),
    ...(beside ? [`only with ${beside[0]} ${[beside[1]].flat().join(' or ')}`] : []),
  ].join('; ');
}
