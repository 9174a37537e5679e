import { Chart, LineController, LineElement, LinearScale, PointElement, LogarithmicScale } from 'chart.js';
import type { Point } from 'chart.js';
import type { LineConfiguration } from './drawing.ts';

/** Puts a chart on a canvas, with only those parts of Chart.js that lines need. */
export function createChart(
  canvas: HTMLCanvasElement,
  configuration: LineConfiguration,
): Chart<'line', Point[]> {
  Chart.register(LineController, LineElement, LinearScale, LogarithmicScale, PointElement);
  const chart = new Chart(canvas, configuration);
  // Words in a canvas keep the font that was there when they were drawn.
  void document.fonts.ready.then(() => {
    if (Chart.getChart(canvas) === chart) chart.update('none');
  });
  return chart;
}
