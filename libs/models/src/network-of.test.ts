import { AppError, modelNames } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { models } from './models.ts';
import { imageSideFor, networkOf } from './network-of.ts';

type Request = Parameters<typeof networkOf>[0];

function refusalOf(change: Partial<Request>): AppError {
  try {
    networkOf({
      name: 'vgg-16',
      inputShape: [224, 224, 3],
      classes: 3,
      dropout: 0,
      zeroInit: false,
      output: 'softmax',
      ...change,
    });
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new TypeError('the network was not refused');
}

test.each(modelNames)('%s refuses images below its smallest side and says what would do', (name) => {
  const { smallestSide } = models[name];
  const refusal = refusalOf({ name, inputShape: [smallestSide - 1, 300, 3] });
  expect(refusal.code).toBe('model_invalid');
  expect(refusal.message).toContain(`${smallestSide - 1} × 300 × 3`);
  expect(refusal.hint).toMatch(smallestSide > 1 ? `${smallestSide} × ${smallestSide} or larger` : 'from 1');
});

test('VGG-16 on 16 × 16 images says that 32 would do', () => {
  const { message, hint } = refusalOf({ inputShape: [16, 16, 3] });
  expect(message).toBe('vgg-16 cannot take images of 16 × 16 × 3: its layers would leave nothing of them');
  expect(hint).toContain('imageSize: 32');
});

test('one class, half a pixel and no channel are refused', () => {
  expect(refusalOf({ classes: 1 })).toMatchObject({
    code: 'model_invalid',
    message: 'vgg-16 cannot classify into 1 class',
  });
  expect(refusalOf({ inputShape: [64.5, 64, 3] }).code).toBe('model_invalid');
  expect(refusalOf({ inputShape: [64, 64, 0] }).code).toBe('model_invalid');
});

test('images are brought to the next multiple of 32 that the network takes and was drawn for', () => {
  expect(imageSideFor('resnet-18', 28)).toBe(32);
  expect(imageSideFor('resnet-18', 32)).toBe(32);
  expect(imageSideFor('resnet-18', 33)).toBe(64);
  expect(imageSideFor('resnet-18', 1000)).toBe(224);
  expect(imageSideFor('vgg-small', 500)).toBe(32);
  expect(imageSideFor('zfnet', 28)).toBe(64);
});

test.each(modelNames)('%s takes images of the side that is chosen for it', (name) => {
  for (const nativeSide of [1, 20, 50, 100, 5000]) {
    expect(imageSideFor(name, nativeSide)).toBeGreaterThanOrEqual(models[name].smallestSide);
  }
});
