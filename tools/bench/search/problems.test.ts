import { createStudy } from '@tenbin/sweep';
import type { Setting } from '@tenbin/sweep';
import { expect, test } from 'vitest';
import { dimensionOf } from './parameters.ts';
import { problems } from './problems.ts';

const at = (x: number[]): Setting => Object.fromEntries(x.map((value, place) => [`x${place}`, value]));

test.each([
  { title: 'Branin', x: [Math.PI, 2.275], least: 0.397887 },
  { title: 'Branin', x: [9.42478, 2.475], least: 0.397887 },
  { title: 'Hartmann6', x: [0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573], least: -3.32237 },
  { title: 'Rosenbrock5', x: [1, 1, 1, 1, 1], least: 0 },
  { title: 'Ackley5', x: [0, 0, 0, 0, 0], least: 0 },
  { title: 'Levy8', x: [1, 1, 1, 1, 1, 1, 1, 1], least: 0 },
])('$title is $least where the literature says', ({ title, x, least }) => {
  const value = problems.find((problem) => problem.title === title)?.value(at(x));
  expect(value).toBeCloseTo(least, 5);
});

test.each(problems)(
  '$title has a number everywhere in its space, and conditions that hold for some',
  (problem) => {
    const study = createStudy({
      space: problem.parameters.map(dimensionOf),
      method: 'random',
      directions: ['minimize'],
      seed: 1,
    });
    const settings = Array.from({ length: 200 }, () => study.ask()?.params ?? {});
    for (const setting of settings) expect(problem.value(setting)).toSatisfy(Number.isFinite);
    for (const { name } of problem.parameters) {
      expect(settings.some((setting) => setting[name] !== undefined)).toBe(true);
    }
    const some = problem.parameters.filter(({ when }) => when !== undefined);
    for (const { name } of some) expect(settings.some((setting) => setting[name] === undefined)).toBe(true);
  },
);
