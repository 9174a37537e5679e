'use client';

import type { Chart, Point } from 'chart.js';
import { useEffect, useRef, useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import type { LineConfiguration } from './drawing.ts';
import { moveCrosshair } from './plugins/crosshair.ts';

interface ChartCanvasProps {
  configuration: LineConfiguration;
  sentence: string;
  height: number;
  /** The epoch of the crosshair. */
  epoch: number | null;
  onEpoch: (epoch: number | null) => void;
  /** What floats over the chart, given where the crosshair stands (px from the left, of the width). */
  children?: (left: number, width: number) => ReactNode;
}

/**
 * The one place that holds a Chart.js chart: made once, changed in place, destroyed with the page. Live updates
 * are gathered before they reach React, so it is drawn at most 10 times a second.
 */
export function ChartCanvas({ configuration, sentence, height, epoch, onEpoch, children }: ChartCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart<'line', Point[]> | null>(null);
  const latest = useRef(configuration);
  const [place, setPlace] = useState<{ left: number; width: number } | null>(null);

  useEffect(() => {
    let gone = false;
    // Chart.js is a quarter of what a page loads: the page stands before it is there.
    void import('./line-chart-engine.ts').then(({ createChart }) => {
      if (gone || !canvas.current) return;
      chart.current = createChart(canvas.current, latest.current);
    });
    return () => {
      gone = true;
      chart.current?.destroy();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const changed = latest.current !== configuration;
    latest.current = configuration;
    if (!chart.current) return;
    if (changed) {
      chart.current.data = configuration.data;
      chart.current.options = configuration.options ?? {};
      chart.current.update('none');
    }
    const x = chart.current.scales['x'];
    const inside = x && epoch !== null && epoch >= x.min && epoch <= x.max ? epoch : null;
    moveCrosshair(chart.current, inside);
    setPlace(x && inside !== null ? { left: x.getPixelForValue(inside), width: chart.current.width } : null);
  }, [epoch, configuration]);

  function follow({ nativeEvent }: PointerEvent): void {
    const x = chart.current?.scales['x'];
    const value = x?.getValueForPixel(nativeEvent.offsetX);
    if (x && value !== undefined) onEpoch(Math.round(Math.min(x.max, Math.max(x.min, value))));
  }

  return (
    <div className="relative w-full" style={{ height }}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={sentence}
        className="block touch-pan-y"
        onPointerDown={follow}
        onPointerMove={follow}
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && onEpoch(null)}
      />
      {place && children?.(place.left, place.width)}
    </div>
  );
}
