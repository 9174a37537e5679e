import { datasetSpec, parseSweepFile, trialParameters } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { sweepStudy } from '@tenbin/sweep';
import { runRow } from '../../runs/run-row.fixture.ts';
import { configYaml } from './config-yaml.ts';

describe('the YAML of a run', () => {
  it.each([
    [runRow().config],
    [
      {
        dataset: datasetSpec.parse({ name: 'mnist', test: 0.1, stratify: false, groups: '^(\\d+)_' }),
        parameters: trialParameters.parse({
          model: 'resnet-18',
          optimizer: 'adamw',
          loss: 'focal',
          schedule: 'cosine',
          zeroInit: true,
          augmentation: 'light',
          rotate: 5,
        }),
        seed: 3,
      },
    ],
  ])('is a sweep file of exactly its setting', (config) => {
    const name = 'momentum · 32: "odd" # name';
    const spec = parseSweepFile(configYaml(name, config), 'copied.yaml');
    expect(spec.name).toBe(name);
    expect(spec.dataset).toEqual(config.dataset);
    const study = sweepStudy(spec);
    expect(study.total).toBe(1);
    expect(study.ask()).toMatchObject({ parameters: config.parameters });
  });

  it('quotes words that YAML would read as something else', () => {
    expect(parseSweepFile(configYaml('true', runRow().config), 'copied.yaml').name).toBe('true');
  });
});
