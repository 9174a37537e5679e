/**
 * Sums on a value that is not said to be a tensor or a node of a graph: a rule written with it (an update of a weight,
 * a loss) runs op by op and compiled alike. A second operand may be a number, or a scalar value, and is spread over
 * the first; everything else is element by element.
 */
export interface Arithmetic<Value> {
  add(left: Value, right: Value | number): Value;
  sub(left: Value, right: Value | number): Value;
  mul(left: Value, right: Value | number): Value;
  div(left: Value, right: Value | number): Value;
  maximum(left: Value, right: Value | number): Value;
  minimum(left: Value, right: Value | number): Value;
  neg(value: Value): Value;
  abs(value: Value): Value;
  /** −1, 0 or 1; its gradient is 0. */
  sign(value: Value): Value;
  square(value: Value): Value;
  sqrt(value: Value): Value;
  exp(value: Value): Value;
  log(value: Value): Value;
  /** `value` to a constant power; `value` ≥ 0. */
  pow(value: Value, exponent: number): Value;
  /** log(1 + eˣ), without overflow. */
  softplus(value: Value): Value;
  sigmoid(value: Value): Value;
  /** Over the last axis. */
  softmax(value: Value): Value;
  /** Over the last axis. */
  logSoftmax(value: Value): Value;
  /** Sum over the last axis: `[batch, classes]` to `[batch]`. */
  sumOfClasses(value: Value): Value;
  /** Mean over the last axis: `[batch, classes]` to `[batch]`. */
  meanOfClasses(value: Value): Value;
  /** Sum over every axis: a scalar. */
  sumOfAll(value: Value): Value;
}
