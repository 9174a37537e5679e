import { classifier } from '../network/classifier.ts';
import type { ModelFactory } from '../network/model-factory.ts';
import { NetworkBuilder } from '../network/network-builder.ts';

/**
 * Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, Gradient-Based Learning Applied to Document Recognition, Proceedings
 * of the IEEE 1998, section II.B: 5 × 5 convolutions without padding, average pools, tanh. As it is written today:
 * pools have no weights of their own, every map of C3 sees every map of S2, tanh is not scaled, C5 is dense (the same
 * at 32 × 32), and the output is a softmax instead of radial basis functions.
 */
export const lenet5: ModelFactory = {
  summary: 'LeNet-5 with tanh and average pools (LeCun et al. 1998)',
  inputShape: [32, 32, 1],
  smallestSide: 16,
  build: ({ inputShape, ...request }) => {
    const net = new NetworkBuilder('lenet-5');
    const convolution = { size: 5, padding: 'valid', activation: 'tanh' } as const;
    let x = net.input(inputShape);
    x = net.conv2d(x, { name: 'c1', filters: 6, ...convolution });
    x = net.averagePooling2d(x, { name: 's2', size: 2 });
    x = net.conv2d(x, { name: 'c3', filters: 16, ...convolution });
    x = net.averagePooling2d(x, { name: 's4', size: 2 });
    x = net.flatten(x, { name: 'flatten' });
    x = net.dense(x, { name: 'c5', units: 120, activation: 'tanh' });
    x = net.dense(x, { name: 'f6', units: 84, activation: 'tanh' });
    return classifier(net, x, request);
  },
};
