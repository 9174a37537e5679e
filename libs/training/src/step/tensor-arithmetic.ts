import type { Arithmetic } from '@tenbin/graph';
import * as tf from '@tensorflow/tfjs';

/** The sums on tensors, op by op. Each has a gradient, so `tf.grads` goes through whatever is written with them. */
export const tensorArithmetic: Arithmetic<tf.Tensor> = {
  add: (left, right) => tf.add(left, right),
  sub: (left, right) => tf.sub(left, right),
  mul: (left, right) => tf.mul(left, right),
  div: (left, right) => tf.div(left, right),
  maximum: (left, right) => tf.maximum(left, right),
  minimum: (left, right) => tf.minimum(left, right),
  neg: (value) => tf.neg(value),
  abs: (value) => tf.abs(value),
  sign: (value) => tf.sign(value),
  square: (value) => tf.square(value),
  sqrt: (value) => tf.sqrt(value),
  exp: (value) => tf.exp(value),
  log: (value) => tf.log(value),
  pow: (value, exponent) => tf.pow(value, exponent),
  softplus: (value) => tf.softplus(value),
  sigmoid: (value) => tf.sigmoid(value),
  softmax: (value) => tf.softmax(value),
  logSoftmax: (value) => tf.logSoftmax(value),
  sumOfClasses: (value) => tf.sum(value, -1),
  meanOfClasses: (value) => tf.mean(value, -1),
  sumOfAll: (value) => tf.sum(value),
};
