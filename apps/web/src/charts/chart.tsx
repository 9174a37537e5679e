'use client';

import { ChartLine, Download, Table2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { usePhone } from '../ui/media.ts';
import { usePalette } from '../ui/palette.ts';
import { ChartCanvas } from './chart-canvas.tsx';
import type { Drawing } from './drawing.ts';
import { useHover } from './hover.tsx';
import { Readout } from './readout.tsx';
import { savePicture, saveValues } from './save-chart.ts';
import { ValuesTable } from './values-table.tsx';

interface ChartProps {
  title: string;
  note?: ReactNode;
  drawing: Drawing;
  height?: number;
  /** Shown instead of lines while there is no point. */
  empty?: string;
}

/** A chart with its title, its tooltip, and its values as a table for whoever wants them. */
export function Chart({ title, note, drawing, height = 188, empty = 'No epoch yet.' }: ChartProps) {
  const [epoch, setEpoch] = useHover();
  const [asTable, setAsTable] = useState(false);
  const phone = usePhone();
  const palette = usePalette();
  const figure = useRef<HTMLElement>(null);
  const { configuration, lines, sentence } = drawing;
  const blank = lines.every(({ points }) => points.steps.length === 0);
  const save = (): void => {
    const canvas = figure.current?.querySelector('canvas');
    if (asTable) saveValues(title, lines);
    else if (canvas) savePicture(title, canvas, palette.surface);
  };
  const readout = epoch !== null && !blank && <Readout title={title} epoch={epoch} lines={lines} />;

  return (
    <figure ref={figure} className="min-w-0" aria-label={title}>
      <figcaption className="mb-1 flex min-h-7 items-center gap-2">
        <h2 className="text-body font-name">{title}</h2>
        {note !== undefined && <span className="min-w-0 truncate text-small text-text-3">{note}</span>}
        <Button
          look="quiet"
          size="small-icon"
          className="ml-auto"
          aria-label={`Save ${title} as ${asTable ? 'CSV' : 'PNG'}`}
          title={asTable ? 'Save as CSV' : 'Save as PNG'}
          disabled={blank}
          icon={<Download className="size-3.5" aria-hidden />}
          onClick={save}
        />
        <Button
          look="quiet"
          size="small-icon"
          className="-mr-1.5"
          aria-pressed={asTable}
          aria-label={`Show ${title} as ${asTable ? 'chart' : 'table'}`}
          title={asTable ? 'Show as chart' : 'Show as table'}
          icon={
            asTable ? (
              <ChartLine className="size-3.5" aria-hidden />
            ) : (
              <Table2 className="size-3.5" aria-hidden />
            )
          }
          onClick={() => setAsTable(!asTable)}
        />
      </figcaption>
      {asTable ? (
        <ValuesTable title={title} lines={lines} height={height} />
      ) : (
        <div className="relative">
          <ChartCanvas
            configuration={configuration}
            sentence={sentence}
            height={height}
            epoch={epoch}
            onEpoch={setEpoch}
          >
            {(left, width) =>
              !phone &&
              readout && (
                <Floating left={left} width={width}>
                  {readout}
                </Floating>
              )
            }
          </ChartCanvas>
          {blank && (
            <p className="pointer-events-none absolute inset-0 flex items-center justify-center text-text-3">
              {empty}
            </p>
          )}
        </div>
      )}
      {phone && !asTable && readout && <div className="mt-1 border-t border-line pt-2">{readout}</div>}
    </figure>
  );
}

/** Beside the crosshair, on the side that has room. */
function Floating({ left, width, children }: { left: number; width: number; children: ReactNode }) {
  const side = left > width / 2 ? { right: width - left + 12 } : { left: left + 12 };
  return (
    <div
      className="pointer-events-none absolute top-2 z-10 min-w-38 rounded-control bg-raised px-2.5 py-2 shadow-float"
      style={side}
    >
      {children}
    </div>
  );
}
