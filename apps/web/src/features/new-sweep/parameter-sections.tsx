'use client';

import type { ParameterName } from '@tenbin/contracts';
import { counted } from '../../format/number.ts';
import { More } from './more.tsx';
import { reasonAgainst } from './dependence.ts';
import type { Draft } from './draft.ts';
import { ParameterField } from './parameter-field.tsx';
import { advancedGroups, basicNames } from './parameter-controls.ts';
import { problemAt } from './read-yaml.ts';
import { Section } from './section.tsx';
import type { SectionProps } from './section.tsx';

/** The parameters: those that every sweep is asked about, then the others by what they are about. */
export function ParameterSections({ draft, problems, onChange }: SectionProps) {
  const field = (name: ParameterName) => (
    <ParameterField
      key={name}
      name={name}
      draft={draft}
      problem={problemAt(problems, `parameters.${name}`)}
      onChange={(text) => onChange({ ...draft, parameters: { ...draft.parameters, [name]: text } })}
    />
  );
  const general = problems.find(({ path }) => path === 'parameters' || path.startsWith('cases'))?.text;
  return (
    <>
      <Section title="What to vary">
        <p className="-mt-2 text-small text-text-3">
          {draft.method === 'grid'
            ? 'Several values of a parameter are tried with all values of the others. '
            : 'The method chooses among what is given here. '}
          Numbers are values, as in <Example>16, 32, 64</Example>, or a range, as in{' '}
          <Example>1e-4 … 1e-1 log</Example> or <Example>0..0.5 step 0.1</Example>.
        </p>
        {draft.cases !== undefined && (
          <p className="text-small text-text-2" role="status">
            The {counted(Object.keys(draft.cases).length, 'case')} of the YAML stay as they are: what they
            name takes the place of what is here.
          </p>
        )}
        {general !== undefined && (
          <p role="alert" className="text-small text-diverged">
            {general}
          </p>
        )}
        {basicNames.map(field)}
      </Section>
      <Section title="More parameters">
        <div className="grid gap-1">
          {advancedGroups.map(({ title, names }) => (
            <More key={title} title={title} set={setIn(names, draft)}>
              {names.map(field)}
            </More>
          ))}
        </div>
      </Section>
    </>
  );
}

function Example({ children }: { children: string }) {
  return <code className="font-mono whitespace-nowrap">{children}</code>;
}

/** "dropout 0, 0.5": what is set of some parameters, and has a use. */
function setIn(names: readonly ParameterName[], draft: Draft): string[] {
  return names.flatMap((name) => {
    const text = draft.parameters[name];
    return text === '' || reasonAgainst(name, draft) !== null ? [] : [`${name} ${text}`];
  });
}
