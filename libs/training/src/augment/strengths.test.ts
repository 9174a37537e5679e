import { augmentationNames, parameterSchemas, trialParameters } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { isAugmented, presets, strengthsOf } from './strengths.ts';

test('a parameter that is set goes before the preset, also when it is 0', () => {
  const parameters = trialParameters.parse({ augmentation: 'light', rotate: 30, flip: 0 });
  expect(strengthsOf(parameters)).toEqual({ ...presets.light, rotate: 30, flip: 0 });
});

test('images are left alone unless something is set', () => {
  expect(isAugmented(strengthsOf(trialParameters.parse({})))).toBe(false);
  expect(isAugmented(strengthsOf(trialParameters.parse({ noise: 0.1 })))).toBe(true);
});

test('every strength of every preset is one that the parameter may have', () => {
  const refused = Object.values(presets).flatMap((preset) =>
    augmentationNames.filter((name) => !parameterSchemas[name].safeParse(preset[name]).success),
  );
  expect(refused).toEqual([]);
});
