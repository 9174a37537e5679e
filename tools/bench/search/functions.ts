import { numberIn } from './parameters.ts';
import type { Parameter } from './parameters.ts';
import type { Problem } from './problems.ts';

/** The usual test functions of global optimization, in their usual boxes; less is better. */
export const functions: Problem[] = [
  problem('Branin', [[-5, 10], [0, 15]], branin), // prettier-ignore
  problem('Hartmann6', box(6, 0, 1), hartmann6),
  problem('Rosenbrock5', box(5, -2.048, 2.048), rosenbrock),
  problem('Ackley5', box(5, -32.768, 32.768), ackley),
  problem('Levy8', box(8, -10, 10), levy),
];

type Bounds = [low: number, high: number];

function box(dimensions: number, low: number, high: number): Bounds[] {
  return Array.from({ length: dimensions }, () => [low, high]);
}

function problem(title: string, bounds: Bounds[], value: (x: number[]) => number): Problem {
  const parameters = bounds.map(([low, high], at): Parameter => {
    return { name: `x${at}`, kind: 'float', low, high, log: false };
  });
  return {
    title,
    parameters,
    value: (setting) => value(parameters.map(({ name }) => numberIn(setting, name))),
  };
}

/** Least 0.397887. */
function branin([x = 0, y = 0]: number[]): number {
  const valley = y - (5.1 / (4 * Math.PI ** 2)) * x ** 2 + (5 / Math.PI) * x - 6;
  return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
}

/** Least −3.32237. */
function hartmann6(x: number[]): number {
  const weights = [1, 1.2, 3, 3.2];
  const steepness = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
  ];
  const centres = [
    [1312, 1696, 5569, 124, 8283, 5886],
    [2329, 4135, 8307, 3736, 1004, 9991],
    [2348, 1451, 3522, 2883, 3047, 6650],
    [4047, 8828, 8732, 5743, 1091, 381],
  ];
  return -sum(weights, (weight, row) => {
    const distance = sum(x, (value, at) => {
      return (steepness[row]?.[at] ?? 0) * (value - (centres[row]?.[at] ?? 0) / 10_000) ** 2;
    });
    return weight * Math.exp(-distance);
  });
}

/** Least 0. */
function rosenbrock(x: number[]): number {
  return sum(x.slice(1), (next, at) => {
    const value = x[at] ?? 0;
    return 100 * (next - value ** 2) ** 2 + (1 - value) ** 2;
  });
}

/** Least 0. */
function ackley(x: number[]): number {
  const squares = sum(x, (value) => value ** 2) / x.length;
  const waves = sum(x, (value) => Math.cos(2 * Math.PI * value)) / x.length;
  return -20 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(waves) + 20 + Math.E;
}

/** Least 0. */
function levy(x: number[]): number {
  const w = x.map((value) => 1 + (value - 1) / 4);
  const [first = 0] = w;
  const last = w.at(-1) ?? 0;
  const middle = sum(w.slice(0, -1), (value) => {
    return (value - 1) ** 2 * (1 + 10 * Math.sin(Math.PI * value + 1) ** 2);
  });
  return Math.sin(Math.PI * first) ** 2 + middle + (last - 1) ** 2 * (1 + Math.sin(2 * Math.PI * last) ** 2);
}

function sum(values: readonly number[], term: (value: number, at: number) => number): number {
  return values.reduce((all, value, at) => all + term(value, at), 0);
}
