import type { ModelName } from '@tenbin/contracts';
import { densenet121, densenetSmall } from './families/densenet.ts';
import { lenet5 } from './families/lenet.ts';
import { mlp } from './families/mlp.ts';
import { mobilenetV2 } from './families/mobilenet-v2.ts';
import { resnet101, resnet152, resnet18, resnet34, resnet50 } from './families/resnet.ts';
import { vgg11, vgg13, vgg16, vgg16c, vgg19, vggSmall } from './families/vgg.ts';
import { zfnet } from './families/zfnet.ts';
import type { ModelFactory } from './network/model-factory.ts';

/** Every network that a sweep can name. A new one is a new file and a line here. */
export const models: Record<ModelName, ModelFactory> = {
  'vgg-small': vggSmall,
  'vgg-11': vgg11,
  'vgg-13': vgg13,
  'vgg-16': vgg16,
  'vgg-16c': vgg16c,
  'vgg-19': vgg19,
  zfnet,
  'resnet-18': resnet18,
  'resnet-34': resnet34,
  'resnet-50': resnet50,
  'resnet-101': resnet101,
  'resnet-152': resnet152,
  'mobilenet-v2': mobilenetV2,
  'densenet-121': densenet121,
  'densenet-small': densenetSmall,
  'lenet-5': lenet5,
  mlp,
};
