import { describe, expect, it } from 'vitest';
import { mergeCurves, noCurves } from '../runs/curves.ts';
import { runRow } from '../runs/run-row.fixture.ts';
import { paletteFrom } from '../ui/palette.ts';
import { accuracyChart } from './accuracy-chart.ts';
import { figureChart } from './figure-chart.ts';
import { lossChart } from './loss-chart.ts';
import { overlayChart } from './overlay-chart.ts';
import { spread } from './plugins/end-labels.ts';
import { figureOf } from './run-figure.ts';
import { valuesAsCsv } from './save-chart.ts';

const palette = paletteFrom((token) => `#${token}`);
const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const curves = mergeCurves(noCurves, [
  { runId: 1, key: 'loss', steps, values: steps.map((step) => 1 / step) },
  { runId: 1, key: 'val_loss', steps, values: steps.map((step) => 0.4 + Math.abs(step - 4) / 10) },
  { runId: 1, key: 'accuracy', steps, values: steps.map(() => 0.9) },
  { runId: 1, key: 'val_accuracy', steps, values: steps.map(() => 0.8) },
]);
const base = runRow();
const best = { epoch: 4, loss: 0.25, val_loss: 0.4, accuracy: 0.9, val_accuracy: 0.8 };
const verdict = { ...(base.verdict ?? fail()), state: 'overfitting' as const, onsetEpoch: 7 };
const run = runRow({ epoch: 10, best, verdict });
const figure = figureOf(run, curves, '#c1');

function fail(): never {
  throw new Error('the fixture has a verdict');
}

describe('the chart of losses', () => {
  const { configuration, sentence } = lossChart(figure, palette);
  const options = configuration.options?.plugins?.marks;

  it('draws loss in grey and val_loss in the colour of the run', () => {
    expect(configuration.data.datasets.map(({ label, borderColor }) => [label, borderColor])).toEqual([
      ['loss', '#train'],
      ['val_loss', '#c1'],
    ]);
  });

  it('marks the best epoch with a ring and the onset with the region to the last epoch', () => {
    expect(options?.marks).toEqual([
      { epoch: 4, label: 'best 4', color: '#text-2', side: 'left', ring: { value: 0.4, color: '#c1' } },
      { epoch: 7, label: 'onset 7', color: '#overfitting', side: 'right' },
    ]);
    expect(options?.region).toEqual({ from: 7, to: 10 });
  });

  it('says both in its sentence', () => {
    expect(sentence).toContain('Best epoch 4. Overfitting from epoch 7.');
  });

  it('shows a live run on the epochs that it is to have, washed only as far as it is', () => {
    const live = runRow({ status: 'running', epoch: 8, best, verdict });
    const drawn = lossChart(figureOf(live, curves, '#c1'), palette).configuration.options;
    expect(drawn?.scales?.['x']?.max).toBe(12);
    expect(drawn?.plugins?.marks?.region).toEqual({ from: 7, to: 8 });
  });

  it('marks nothing for a healthy run but its best epoch', () => {
    const healthy = lossChart(figureOf(runRow({ epoch: 10, best }), curves, '#c1'), palette).configuration;
    expect(healthy.options?.plugins?.marks?.marks).toHaveLength(1);
    expect(healthy.options?.plugins?.marks?.region).toBeNull();
  });
});

describe('the chart of accuracies', () => {
  it('has the same marks and never reaches over 1', () => {
    const { configuration, sentence } = accuracyChart(figure, palette);
    expect(configuration.options?.plugins?.marks?.marks).toHaveLength(2);
    expect(configuration.options?.scales?.['y']?.max).toBeLessThanOrEqual(1);
    expect(sentence).toContain('Overfitting from epoch 7.');
  });
});

describe('an overlay', () => {
  const runs = [
    { name: 'a #1', curves: [curves], color: '#c1', dashed: false, bestEpoch: 4 },
    { name: 'b #2', curves: [curves], color: '#c2', dashed: true, bestEpoch: null },
  ];

  it('draws one line a run, dashed when its colour is used twice, with dots at best epochs', () => {
    const { configuration, sentence } = overlayChart({ key: 'val_loss', runs, epochs: 10 }, palette);
    expect(
      configuration.data.datasets.map(({ borderColor, borderDash }) => [borderColor, borderDash]),
    ).toEqual([
      ['#c1', []],
      ['#c2', [6, 3]],
    ]);
    expect(configuration.options?.plugins?.bestDots?.epochs).toEqual([4, null]);
    expect(sentence).toBe('val_loss by epoch of 2 runs. Best epochs: a #1 epoch 4.');
  });

  it('knows the gap, which has no best epoch', () => {
    const { lines, configuration } = overlayChart({ key: 'gap', runs, epochs: 10 }, palette);
    expect(lines[0]?.points.values[0]).toBeCloseTo(0.7 - 1);
    expect(configuration.options?.plugins?.bestDots?.epochs).toEqual([null, null]);
  });

  it('draws the mean of several runs in a band, and what a smoothed line was behind it', () => {
    const [first] = runs;
    if (first === undefined) throw new Error('there is no run');
    const several = [{ ...first, curves: [curves, curves] }];
    const view = { smoothing: 0.6, log: true };
    const { lines, configuration } = overlayChart({ key: 'loss', runs: several, epochs: 10, view }, palette);
    expect(lines[0]?.raw?.values).toEqual(curves.loss.values);
    expect(lines[0]?.band?.low).toEqual(curves.loss.values);
    expect(lines[0]?.points.values.at(-1)).toBeGreaterThan(0.1);
    expect(configuration.options?.scales?.['y']).toMatchObject({ type: 'logarithmic' });
    expect(configuration.options?.scales?.['y']?.min).toBeGreaterThan(0);
  });

  it('breaks a line at NaN and ∞', () => {
    const broken = mergeCurves(noCurves, [
      { runId: 1, key: 'val_loss', steps: [1, 2, 3], values: [1, Infinity, NaN] },
    ]);
    const { configuration } = overlayChart(
      {
        key: 'val_loss',
        runs: [{ name: 'c', curves: [broken], color: '#c1', dashed: false, bestEpoch: 1 }],
        epochs: 3,
      },
      palette,
    );
    expect(configuration.data.datasets[0]?.data).toEqual([
      { x: 1, y: 1 },
      { x: 2, y: NaN },
      { x: 3, y: NaN },
    ]);
  });
});

describe('the chart of a figure', () => {
  it('has a band where points stand for several, and none where they are all there is', () => {
    const points = { steps: [10, 20], values: [1, 2] };
    const thinned = { ...points, low: [0, 2], high: [4, 3] };
    const { lines, configuration } = figureChart({ name: 'lr', points: thinned, epochs: 20 }, palette);
    expect(lines[0]?.band).toEqual({ steps: [10, 20], low: [0, 2], high: [4, 3] });
    expect(configuration.options?.scales?.['y']?.max).toBeGreaterThanOrEqual(4);
    const whole = { ...points, low: [1, 2], high: [1, 2] };
    expect(figureChart({ name: 'lr', points: whole, epochs: 20 }, palette).lines[0]?.band).toBeUndefined();
  });
});

describe('the values of a chart', () => {
  it('are saved as they are, a column for each line and nothing where one has no value', () => {
    const lines = [
      { label: 'a, "1"', points: { steps: [1, 2], values: [1 / 3, NaN] }, color: '#c1' },
      { label: 'b', points: { steps: [2, 3], values: [2, Infinity] }, color: '#c2' },
    ];
    expect(valuesAsCsv(lines)).toBe(
      'step,"a, ""1""",b\r\n1,0.3333333333333333,\r\n2,NaN,2\r\n3,,Infinity\r\n',
    );
  });
});

describe('names at the ends of lines', () => {
  it('are pushed apart to the height of a line and stay above the axis', () => {
    expect(spread([10, 12, 50], 200)).toEqual([10, 23, 50]);
    expect(spread([195, 198], 200)).toEqual([185, 198]);
  });
});
