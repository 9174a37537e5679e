import { trialParameters } from '@tenbin/contracts';
import type { Advice, AdviceKind, ModelName, ParameterSetting, TrialDetail } from '@tenbin/contracts';
import { models, networkOf } from '@tenbin/models';
import { describe, expect, it } from 'vitest';
import { adviceFor } from './advice-for.ts';
import { networkSizes } from './network-sizes.ts';
import { aRun, inFull } from './runs.fixture.ts';

/** What is advised of one kind for a run with those parameters. */
function advised(kind: AdviceKind, parameters: ParameterSetting = {}): Advice | undefined {
  return adviceFor({ run: aRun({ parameters }), siblings: [] }).find((each) => each.kind === kind);
}

function labelAdvice(fields: Partial<TrialDetail>): Advice | undefined {
  const advice = adviceFor({ run: inFull(aRun(), fields), siblings: [] });
  return advice.find(({ kind }) => kind === 'labelCheck');
}

describe('a rule is silent where the run does already what it asks for', () => {
  it.each<[AdviceKind, ParameterSetting]>([
    ['augmentation', { augmentation: 'strong' }],
    ['dropout', { dropout: 0.5 }],
    ['dropout', { model: 'resnet-18', dropout: 0.25 }],
    ['weightDecay', { weightDecay: 0.3 }],
    ['weightDecay', { l2: 5e-3 }],
    ['labelSmoothing', { labelSmoothing: 0.1 }],
    ['labelSmoothing', { loss: 'meanSquaredError' }],
    ['smallerModel', { model: 'lenet-5' }],
    ['smallerModel', { imageSize: 8 }],
    ['fewerEpochs', { epochs: 9 }],
  ])('%s beside %j', (kind, parameters) => {
    expect(advised(kind)).toBeDefined();
    expect(advised(kind, parameters)).toBeUndefined();
  });
});

describe('a rule', () => {
  it('augments more strongly what is augmented lightly, and does not mirror digits', () => {
    expect(advised('augmentation', { augmentation: 'light' })?.patch).toEqual({ augmentation: 'strong' });
    const byHand = { flip: 0.5, shift: 0.1, brightness: 0.1 };
    expect(advised('augmentation', byHand)?.patch).toEqual({ augmentation: 'strong' });
    const digits = aRun({ dataset: 'mnist' });
    expect(adviceFor({ run: digits, siblings: [] })[0]?.patch).toEqual({ augmentation: 'light', flip: 0 });
  });

  it('decays as much a step as recipes do, beside any rate, and beyond what adamw does by itself', () => {
    expect(advised('weightDecay')?.patch).toEqual({ weightDecay: 0.05 });
    expect(advised('weightDecay', { optimizer: 'momentum' })?.patch).toEqual({ weightDecay: 0.005 });
    const adamw = advised('weightDecay', { optimizer: 'adamw' });
    expect(adamw?.patch).toEqual({ weightDecay: 0.05 });
    expect(adamw?.because[0]).toBe(
      'Its weightDecay of 0.004 takes 0.000004 off each weight a step; recipes for images take 0.00005.',
    );
  });

  it('raises the penalty that is used, and no second one', () => {
    expect(advised('weightDecay', { l2: 2e-4 })?.patch).toEqual({ l2: 0.001 });
  });

  it('stops at the best epoch, and says what that saves', () => {
    const advice = advised('fewerEpochs');
    expect(advice?.patch).toEqual({ epochs: 9 });
    expect(advice?.estimate).toBe(
      'val_loss ends at 0.62 and not at 1.02, val_accuracy at 0.74 and not at 0.73, and 21 of 30 epochs are saved.',
    );
  });

  it('lowers the rate of a run that was at its best in the first epochs, and of one that diverged', () => {
    const early = adviceFor({ run: aRun({ bestEpoch: 2 }), siblings: [] });
    expect(early.find(({ kind }) => kind === 'learningRate')?.patch).toEqual({ learningRate: 0.0003 });
    expect(advised('learningRate')).toBeUndefined();
    const diverged = adviceFor({ run: aRun({ state: 'diverged' }), siblings: [] });
    expect(diverged[0]?.patch).toEqual({ learningRate: 0.0001 });
  });

  it('trains longer what underfits, and takes away what holds it back', () => {
    const held = aRun({ state: 'underfitting', parameters: { augmentation: 'strong', dropout: 0.5 } });
    const advice = adviceFor({ run: held, siblings: [] });
    expect(advice[0]?.patch).toEqual({ epochs: 60 });
    expect(advice.map(({ patch }) => patch)).toContainEqual({ augmentation: 'light' });
    expect(advice.map(({ patch }) => patch)).toContainEqual({ dropout: 0 });
  });

  it('uses the images that were left aside before it asks for new ones', () => {
    expect(advised('moreData', { trainShare: 0.25 })?.patch).toEqual({ trainShare: 0.5 });
    expect(advised('moreData', { trainShare: 0.8 })?.patch).toEqual({ trainShare: 1 });
    expect(advised('moreData')?.patch).toBeNull();
  });

  it('has labels looked at only where something points to them, and more urgently the more there is', () => {
    expect(labelAdvice({})).toBeUndefined();
    const { dataset } = inFull(aRun());
    const warning = {
      kind: 'leakage' as const,
      message: '7 images have a copy under another label.',
      count: 14,
    };
    const warned = { dataset: dataset && { ...dataset, warnings: [warning] } };
    expect(labelAdvice(warned)?.because).toEqual([warning.message]);
    const picture = { file: 'a.png', label: 'cat', caption: '', image: 'data:image/png;base64,' };
    const sheets = [{ name: 'suspects' as const, pictures: [picture, picture] }];
    const suspicious = labelAdvice({ ...warned, sheets });
    expect(suspicious?.change).toBe('Look through 2 images that may have the wrong label');
    expect(suspicious?.because).toEqual(['2 images look as if they had the wrong label.', warning.message]);
    const rank = (fields: Partial<TrialDetail>) =>
      adviceFor({ run: inFull(aRun(), fields), siblings: [] }).findIndex(({ kind }) => kind === 'labelCheck');
    expect(rank({ ...warned, sheets })).toBeLessThan(rank(warned));
  });

  it('points to labels when wrong answers are given with confidence', () => {
    const of = (wrongConfidence: number) => {
      const gap = { value: 0.4, low: 0.3, high: 0.5 };
      const best = {
        epoch: 9,
        gap,
        trainImages: 500,
        trainLoss: 0.2,
        trainAccuracy: 0.95,
        calibrationError: gap,
        reliability: [],
        wrongConfidence,
        rightConfidence: 0.97,
      };
      return labelAdvice({ generalisation: { best, last: null, classes: [], leakage: null } });
    };
    expect(of(0.914)?.because).toEqual([
      'On validation images that it gets wrong it is 91 % sure on average.',
    ]);
    expect(of(0.6)).toBeUndefined();
  });
});

describe('the table of networks', () => {
  it.each(Object.entries(networkSizes))('knows how large %s is', (name, size) => {
    const { model } = trialParameters.parse({ model: name });
    const { smallestSide } = models[model];
    const side = Math.max(32, smallestSide);
    const request = { classes: 10, dropout: 0, zeroInit: false, output: 'softmax' as const };
    const { layers } = networkOf({ name: model, inputShape: [side, side, 3], ...request });
    const weights = layers.flatMap((layer) => layer.weights).filter(({ trainable }) => trainable);
    const numbers = weights.map(({ shape }) => shape.reduce((product, each) => product * each, 1));
    expect(size.parameters).toBe(numbers.reduce((sum, each) => sum + each, 0));
    expect(size.smallestSide).toBe(smallestSide);
    const sizeOf = (other: ModelName | null, none: number) =>
      other === null ? none : networkSizes[other].parameters;
    expect(sizeOf(size.smaller, 0)).toBeLessThan(0.6 * size.parameters);
    expect(sizeOf(size.larger, Infinity)).toBeGreaterThan(size.parameters);
  });
});
