import type { GraphBuilder, GraphNode, Output } from './graph-builder.ts';
import { graphArithmetic } from './graph-arithmetic.ts';
import { scalar } from './ops/core.ts';
import { assign, read } from './ops/variables.ts';
import type { Variable } from './ops/variables.ts';
import type { StepRules } from './rules.ts';

/** One weight on its way through an update. */
export interface WeightUpdate {
  variable: Variable;
  /** What it holds before the step. */
  weight: Output;
  /** As `prepare` left it. */
  gradient: Output;
  slots: Variable[];
  /** What reads the weight in this step. */
  readers: GraphNode[];
}

export interface Rates {
  /** The schedule's. */
  learningRate: Output;
  /** The same, corrected by the optimizer for the step. */
  rate: Output;
  /** What the optimizer remembers once, as it is after this step. */
  scalars: Output[];
}

type Optimizer = StepRules['optimizer'];

/** The operands of a fused operation after its variable and slots. */
type FusedOperands = (
  number: (value: number) => Output,
  given: { rate: Output; gradient: Output; momentum: number },
) => Output[];

interface FusedUpdate {
  op: string;
  operands: FusedOperands;
  nesterov?: boolean;
}

const adam: FusedUpdate = {
  op: 'ResourceApplyAdam',
  // The powers of both betas are given as 0: their correction is in the rate already.
  operands: (number, { rate, gradient }) => [
    number(0),
    number(0),
    rate,
    number(0.9),
    number(0.999),
    number(1e-7),
    gradient,
  ],
};

/**
 * TensorFlow's own operation for a rule, where it has one that computes the same: it passes over a weight once and
 * changes it in place, where the rule as it is written takes a pass for each sum. That both agree is tested.
 */
const fused: { [name in Optimizer['name']]?: FusedUpdate } = {
  sgd: { op: 'ResourceApplyGradientDescent', operands: (_, { rate, gradient }) => [rate, gradient] },
  momentum: {
    op: 'ResourceApplyKerasMomentum',
    operands: (number, { rate, gradient, momentum }) => [rate, gradient, number(momentum)],
    nesterov: false,
  },
  nesterov: {
    op: 'ResourceApplyKerasMomentum',
    operands: (number, { rate, gradient, momentum }) => [rate, gradient, number(momentum)],
    nesterov: true,
  },
  adam,
  adamw: adam,
};

/** The nodes that bring one weight and its slots to their new values. */
export function updateOf(
  graph: GraphBuilder,
  rules: StepRules,
  { update, rates }: { update: WeightUpdate; rates: Rates },
): GraphNode[] {
  const operation = fused[rules.optimizer.name];
  return operation === undefined
    ? written(graph, rules, { update, rates })
    : inPlace(graph, rules, { update, rates, operation });
}

function inPlace(
  graph: GraphBuilder,
  rules: StepRules,
  { update, rates, operation }: { update: WeightUpdate; rates: Rates; operation: FusedUpdate },
): GraphNode[] {
  const { variable, weight, gradient, slots } = update;
  const { momentum } = rules.optimizer;
  // A variable that is still being read is copied before it is changed: its readers go first.
  const before = [...update.readers];
  if (rules.weightDecay > 0) {
    const value = rules.decay(graphArithmetic(graph), { weight, learningRate: rates.learningRate });
    before.push(assign(graph, 'AssignVariableOp', variable, { value }));
  }
  const operands = operation.operands((value) => scalar(graph, value), {
    rate: rates.rate,
    gradient,
    momentum,
  });
  const apply = graph.node(operation.op, {
    inputs: [variable.handle, ...slots.map(({ handle }) => handle), ...operands],
    attributes: {
      T: { type: 'float' },
      use_locking: { bool: false },
      ...(operation.nesterov === undefined ? {} : { use_nesterov: { bool: operation.nesterov } }),
    },
    after: before,
  });
  return [apply];
}

function written(
  graph: GraphBuilder,
  rules: StepRules,
  { update, rates }: { update: WeightUpdate; rates: Rates },
): GraphNode[] {
  const math = graphArithmetic(graph);
  const weight = rules.decay(math, { weight: update.weight, learningRate: rates.learningRate });
  const next = rules.optimizer.update(math, {
    weight,
    gradient: update.gradient,
    slots: update.slots.map((variable) => read(graph, variable)),
    scalars: rates.scalars,
    rate: rates.rate,
  });
  const pairs = [
    { variable: update.variable, value: next.weight },
    ...update.slots.flatMap((variable, at) => {
      const value = next.slots[at];
      return value === undefined ? [] : [{ variable, value }];
    }),
  ];
  return pairs.map(({ variable, value }) => assign(graph, 'AssignVariableOp', variable, { value }));
}
