import { datasetTitle } from '@tenbin/contracts';
import type { ParameterValue, RunRow } from '@tenbin/contracts';
import { missing } from '../../format/number.ts';
import { parameterText, usedParameters } from '../../format/parameter.ts';

/** A parameter over all compared runs. */
export interface Difference {
  name: string;
  /** One for each run, in order. */
  values: string[];
  differs: boolean;
}

/** Every parameter, seed and data set of the runs; those that differ come first. */
export function differencesOf(runs: readonly RunRow[]): Difference[] {
  const settings = runs.map(settingOf);
  const names = [...new Set(settings.flatMap((setting) => [...setting.keys()]))];
  return names
    .map((name) => {
      const values = settings.map((setting) => setting.get(name) ?? missing);
      return { name, values, differs: new Set(values).size > 1 };
    })
    .toSorted((a, b) => Number(b.differs) - Number(a.differs));
}

function settingOf({ config, params }: RunRow): Map<string, string> {
  if (config === null) return inWords(Object.entries(params));
  const { parameters, dataset, seed } = config;
  return inWords([
    ...usedParameters(parameters),
    ['seed', seed],
    ['dataset', datasetTitle(dataset)],
    ['validation', dataset.validation],
  ]);
}

function inWords(entries: [string, ParameterValue | null][]): Map<string, string> {
  return new Map(entries.map(([name, value]) => [name, parameterText(value)]));
}
