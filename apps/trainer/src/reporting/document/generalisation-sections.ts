import type { ClassCourse, Generalisation, GeneralisationAt } from '@tenbin/contracts';
import { lineChart } from '../charts/line-chart.ts';
import { reliabilityChart } from '../charts/reliability-chart.ts';
import { reachOf } from '../charts/scale.ts';
import { sparkline, textCurve } from '../charts/sparkline.ts';
import { whiskerChart } from '../charts/whisker-chart.ts';
import { metric, missing, percent, percentInterval, signed, signedInterval } from '../figures.ts';
import { cell } from './report-document.ts';
import type { Section, Table } from './report-document.ts';

/** What a run says of its generalisation beside its curves. */
export function generalisationSections(found: Generalisation | null): Section[] {
  if (found === null) return [];
  const at = [
    { name: 'best', at: found.best },
    { name: 'last', at: found.last },
  ].flatMap(({ name, at: point }) => (point === null ? [] : [{ name, at: point }]));
  const shown = found.best ?? found.last;
  return [
    ...(at.length === 0 ? [] : [gapSection(at)]),
    ...(shown === null ? [] : [calibrationSection(shown)]),
    ...(found.classes.length === 0 ? [] : classSections(found.classes)),
  ];
}

interface Weights {
  name: string;
  at: GeneralisationAt;
}

function gapSection(points: Weights[]): Section {
  const intervals = points.map(({ at }) => at.gap);
  const [low, high] = reachOf([
    0,
    ...intervals.flatMap(({ value, low: from, high: to }) => [value, from, to]),
  ]);
  const rows = points.map(({ name, at }) => ({
    label: `${name}, epoch ${at.epoch}`,
    interval: at.gap,
    figure: signed(at.gap.value, 2),
    rest: '',
  }));
  const label = `Gap of loss: ${points.map(({ name, at }) => `${name} ${signedInterval(at.gap)}`).join(', ')}`;
  const chart = whiskerChart({
    label,
    groups: [{ title: '', rows }],
    domain: [Math.min(0, low), high],
    ink: 'overfitting',
  });
  return {
    title: 'Gap',
    note: 'loss of validation less training images, seen alike; 95 % bootstrap interval',
    width: 'half',
    blocks: [
      { kind: 'picture', chart, table: null },
      { kind: 'table', table: gapTable(points) },
    ],
  };
}

/** What was measured at each of the weights, a line a figure. */
function gapTable(points: Weights[]): Table {
  const line = (title: string, figure: (at: GeneralisationAt) => string) => [
    cell(title, 'faint'),
    ...points.map(({ at }) => cell(figure(at))),
  ];
  return {
    columns: [
      { title: 'weights', align: 'left' },
      ...points.map(({ name, at }) => ({ title: `${name}, epoch ${at.epoch}`, align: 'right' as const })),
    ],
    rows: [
      line('gap of loss (95 %)', (at) => signedInterval(at.gap)),
      line('loss, training', (at) => metric(at.trainLoss)),
      line('accuracy, training', (at) => metric(at.trainAccuracy)),
      line('images, training', (at) => at.trainImages.toLocaleString('en')),
      line('calibration error (95 %)', (at) => percentInterval(at.calibrationError)),
      line('confidence if wrong', (at) => metric(at.wrongConfidence, 2)),
      line('confidence if right', (at) => metric(at.rightConfidence, 2)),
    ],
  };
}

function calibrationSection(at: GeneralisationAt): Section {
  const { reliability, calibrationError, wrongConfidence, rightConfidence } = at;
  const table: Table = {
    columns: ['confidence', 'images', 'mean confidence', 'accuracy'].map((title) => ({
      title,
      align: 'right' as const,
    })),
    rows: reliability.map(({ count, confidence, accuracy }, index) => [
      cell(
        `${(index / reliability.length).toFixed(1)}–${((index + 1) / reliability.length).toFixed(1)}`,
        'faint',
      ),
      cell(String(count)),
      cell(count === 0 ? missing : metric(confidence, 3)),
      cell(count === 0 ? missing : metric(accuracy, 3)),
    ]),
  };
  return {
    title: 'Calibration',
    note: `epoch ${at.epoch}, validation images`,
    width: 'half',
    blocks: [
      {
        kind: 'words',
        text: `Confidence is off by ${percentInterval(calibrationError)} on average. Where it is wrong it is ${percent(wrongConfidence)} sure, where it is right ${percent(rightConfidence)}.`,
      },
      { kind: 'picture', chart: reliabilityChart(at), table, lines: [] },
    ],
  };
}

/** More curves than this are no longer told apart. */
const mostCourses = 8;

function classSections(classes: ClassCourse[]): Section[] {
  const order = classes.toSorted(
    (a, b) => (a.onsetEpoch ?? Infinity) - (b.onsetEpoch ?? Infinity) || b.rise.value - a.rise.value,
  );
  const drawn = order.slice(0, mostCourses);
  const chart = lineChart({
    label: `Loss of the validation images of ${drawn.map(({ name }) => name).join(', ')} by epoch`,
    lines: drawn.map(({ name, losses }, index) => ({ name, values: losses, ink: `c${index + 1}` })),
    bestEpoch: null,
    onsetEpoch: null,
  });
  const epochs = Math.max(...drawn.map(({ losses }) => losses.length));
  const byEpoch: Table = {
    columns: ['epoch', ...drawn.map(({ name }) => name)].map((title) => ({ title, align: 'right' as const })),
    rows: Array.from({ length: epochs }, (_, index) => [
      cell(String(index + 1), 'faint'),
      ...drawn.map(({ losses }) => cell(metric(losses[index]))),
    ]),
  };
  const note = classes.length > mostCourses ? `val_loss, the ${mostCourses} first to overfit` : 'val_loss';
  return [
    {
      title: 'Classes by epoch',
      note,
      width: 'half',
      blocks: [{ kind: 'picture', chart, table: byEpoch, lines: [] }],
    },
    {
      title: order.some(({ onsetEpoch }) => onsetEpoch !== null)
        ? 'Which class overfits first'
        : 'No class overfits by itself',
      note: 'by a paired test over its images',
      width: 'half',
      blocks: [{ kind: 'table', table: classTable(order) }],
    },
  ];
}

function classTable(order: ClassCourse[]): Table {
  return {
    columns: [
      { title: 'class', align: 'left' },
      { title: 'images', align: 'right' },
      { title: 'its loss', align: 'left' },
      { title: 'onset', align: 'right' },
      { title: 'rise since (95 %)', align: 'right' },
    ],
    rows: order.map(({ name, images, losses, onsetEpoch, rise }) => [
      cell(name, 'strong'),
      cell(String(images), 'faint'),
      { text: textCurve(losses), picture: courseOf(losses) },
      onsetEpoch === null ? cell(missing, 'faint') : cell(String(onsetEpoch), 'overfitting'),
      cell(signedInterval(rise)),
    ]),
  };
}

function courseOf(losses: number[]) {
  return sparkline({ loss: [], val_loss: losses, accuracy: [], val_accuracy: [] }, lowestOf(losses));
}

function lowestOf(losses: number[]): number | null {
  const finite = losses.filter(Number.isFinite);
  return finite.length === 0 ? null : losses.indexOf(Math.min(...finite)) + 1;
}
