import { csvText } from '../format/csv.ts';
import { saveBlob, saveFile } from '../ui/save-file.ts';
import type { Line } from './drawing.ts';

/** Saves what a chart shows, every value as it is, by step. */
export function saveValues(title: string, lines: readonly Line[]): void {
  saveFile(`${title}.csv`, valuesAsCsv(lines), 'text/csv');
}

export function valuesAsCsv(lines: readonly Line[]): string {
  const curves = lines.map(
    ({ points: { steps, values } }) => new Map(steps.map((step, at) => [step, values[at] ?? null])),
  );
  const steps = [...new Set(curves.flatMap((curve) => [...curve.keys()]))].toSorted((a, b) => a - b);
  return csvText([
    ['step', ...lines.map(({ label }) => label)],
    ...steps.map((step) => [step, ...curves.map((curve) => curve.get(step) ?? null)]),
  ]);
}

/** Saves a chart as it is drawn, on the colour that lies behind it. */
export function savePicture(title: string, canvas: HTMLCanvasElement, background: string): void {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d');
  if (context === null) return;
  context.fillStyle = background;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => blob && saveBlob(`${title}.png`, blob));
}
