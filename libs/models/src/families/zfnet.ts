import { classifier } from '../network/classifier.ts';
import type { ModelFactory } from '../network/model-factory.ts';
import { NetworkBuilder } from '../network/network-builder.ts';

/**
 * M. D. Zeiler and R. Fergus, Visualizing and Understanding Convolutional Networks, arXiv 1311.2901, figure 3: five
 * convolutions and three dense layers. Maps have the figure's sides (110, 55, 26, 13, 6 from 224); where a pool
 * covers a side that it does not divide, the figure rounds up, as `same` does. The contrast normalisation after the
 * first two pools is left out: VGG's authors found that it buys nothing but memory and time (1409.1556, section 4.1).
 * Dropout follows both hidden dense layers.
 */
export const zfnet: ModelFactory = {
  summary: 'AlexNet with smaller first windows, 8 layers (Zeiler & Fergus 2013)',
  inputShape: [224, 224, 3],
  smallestSide: 53,
  build: ({ inputShape, ...request }) => {
    const net = new NetworkBuilder('zfnet');
    const activation = 'relu';
    const images = net.input(inputShape);

    const bordered = net.zeroPadding2d(images, { name: 'conv1_pad', padding: 1 });
    const conv1 = net.conv2d(bordered, {
      name: 'conv1',
      filters: 96,
      size: 7,
      strides: 2,
      padding: 'valid',
      activation,
    });
    const pool1 = net.maxPooling2d(conv1, { name: 'pool1', size: 3, strides: 2, padding: 'same' });

    const conv2 = net.conv2d(pool1, {
      name: 'conv2',
      filters: 256,
      size: 5,
      strides: 2,
      padding: 'valid',
      activation,
    });
    const pool2 = net.maxPooling2d(conv2, { name: 'pool2', size: 3, strides: 2, padding: 'same' });

    const conv3 = net.conv2d(pool2, { name: 'conv3', filters: 384, size: 3, activation });
    const conv4 = net.conv2d(conv3, { name: 'conv4', filters: 384, size: 3, activation });
    const conv5 = net.conv2d(conv4, { name: 'conv5', filters: 256, size: 3, activation });
    const pool5 = net.maxPooling2d(conv5, { name: 'pool5', size: 3, strides: 2 });

    const flat = net.flatten(pool5, { name: 'flatten' });
    const fc6 = net.dense(flat, { name: 'fc6', units: 4096, activation });
    const kept = net.dropout(fc6, { name: 'fc6_dropout', rate: request.dropout });
    const fc7 = net.dense(kept, { name: 'fc7', units: 4096, activation });
    return classifier(net, fc7, request);
  },
};
