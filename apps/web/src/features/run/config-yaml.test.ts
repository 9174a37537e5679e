import { parseSweepFile } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { runRow } from '../../runs/run-row.fixture.ts';
import { configYaml } from './config-yaml.ts';

describe('the YAML of a run', () => {
  it('is a sweep file of exactly its setting', () => {
    const { name, config } = runRow({ name: 'momentum · 32: "odd" # name' });
    const spec = parseSweepFile(configYaml(name, config), 'copied.yaml');
    expect(spec.name).toBe(name);
    expect(spec.dataset).toEqual(config.dataset);
    expect(Object.entries(spec.parameters).map(([key, choice]) => [key, choice?.values])).toEqual(
      Object.entries(config.parameters).map(([key, value]) => [key, [value]]),
    );
  });
});
