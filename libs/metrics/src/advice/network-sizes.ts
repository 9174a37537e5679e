import type { ModelName } from '@tenbin/contracts';

interface NetworkSize {
  /** Trainable numbers for ten classes of images of 32 × 32 × 3, or of the least side that it takes. */
  parameters: number;
  /** The least side of images that it takes, in pixels. */
  smallestSide: number;
  /** The next network with about half the parameters or fewer, of its family where there is one; null for the smallest. */
  smaller: ModelName | null;
  larger: ModelName | null;
}

/** What networks hold; a test compares it with libs/models, which the dashboard's pure parts do not load. */
export const networkSizes = {
  'lenet-5': { parameters: 62_006, smallestSide: 16, smaller: null, larger: 'vgg-small' },
  'densenet-small': { parameters: 176_122, smallestSide: 4, smaller: 'lenet-5', larger: 'vgg-small' },
  'vgg-small': { parameters: 591_274, smallestSide: 4, smaller: 'lenet-5', larger: 'resnet-18' },
  mlp: { parameters: 1_841_162, smallestSide: 1, smaller: 'vgg-small', larger: 'resnet-18' },
  'mobilenet-v2': { parameters: 2_236_682, smallestSide: 17, smaller: 'vgg-small', larger: 'resnet-18' },
  'densenet-121': { parameters: 6_964_106, smallestSide: 29, smaller: 'densenet-small', larger: 'resnet-34' },
  'resnet-18': { parameters: 11_173_962, smallestSide: 5, smaller: 'mobilenet-v2', larger: 'resnet-34' },
  'resnet-34': { parameters: 21_282_122, smallestSide: 5, smaller: 'resnet-18', larger: 'resnet-101' },
  zfnet: { parameters: 21_601_418, smallestSide: 53, smaller: 'resnet-18', larger: 'resnet-101' },
  'resnet-50': { parameters: 23_547_402, smallestSide: 5, smaller: 'resnet-18', larger: 'resnet-101' },
  'vgg-11': { parameters: 28_144_010, smallestSide: 32, smaller: 'vgg-small', larger: 'vgg-16' },
  'vgg-13': { parameters: 28_328_522, smallestSide: 32, smaller: 'vgg-small', larger: 'vgg-16' },
  'vgg-16c': { parameters: 28_919_626, smallestSide: 32, smaller: 'vgg-small', larger: 'vgg-19' },
  'vgg-16': { parameters: 33_638_218, smallestSide: 32, smaller: 'vgg-small', larger: 'vgg-19' },
  'vgg-19': { parameters: 38_947_914, smallestSide: 32, smaller: 'vgg-small', larger: null },
  'resnet-101': { parameters: 42_565_642, smallestSide: 5, smaller: 'resnet-34', larger: 'resnet-152' },
  'resnet-152': { parameters: 58_232_330, smallestSide: 5, smaller: 'resnet-50', larger: null },
} satisfies Record<ModelName, NetworkSize>;

export function sizeOf(model: ModelName): NetworkSize {
  return networkSizes[model];
}
