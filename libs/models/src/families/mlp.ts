import { classifier } from '../network/classifier.ts';
import type { ModelFactory } from '../network/model-factory.ts';
import { NetworkBuilder } from '../network/network-builder.ts';

/**
 * The baseline that knows nothing of images: two hidden dense layers of 512 with ReLU and dropout after each, as in
 * Keras's MNIST example. What a convolutional network does not beat by much, it has not learned from shapes.
 */
export const mlp: ModelFactory = {
  summary: 'two hidden dense layers of 512: a baseline without convolutions',
  inputShape: [32, 32, 3],
  smallestSide: 1,
  build: ({ inputShape, ...request }) => {
    const net = new NetworkBuilder('mlp');
    let x = net.input(inputShape);
    x = net.flatten(x, { name: 'flatten' });
    x = net.dense(x, { name: 'hidden1', units: 512, activation: 'relu' });
    x = net.dropout(x, { name: 'hidden1_dropout', rate: request.dropout });
    x = net.dense(x, { name: 'hidden2', units: 512, activation: 'relu' });
    return classifier(net, x, request);
  },
};
