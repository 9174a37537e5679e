'use client';

import { parseAsBoolean, parseAsFloat, throttle, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import type { CurveView } from '../../charts/overlay-chart.ts';

/** How the curves are looked at, as the address holds it. */
export interface ComparedView extends CurveView {
  /** Whether repeats are one line, their mean. */
  grouped: boolean;
}

const parsers = {
  smoothing: parseAsFloat.withDefault(0),
  log: parseAsBoolean.withDefault(false),
  grouped: parseAsBoolean.withDefault(false),
};
/** A line of nothing but its past would stand still. */
const most = 0.95;

/** The view of the address, and how to change some of it. */
export function useView(): [view: ComparedView, change: (part: Partial<ComparedView>) => void] {
  const [{ smoothing, log, grouped }, setView] = useQueryStates(parsers, {
    urlKeys: { smoothing: 'smooth', grouped: 'mean' },
    clearOnDefault: true,
  });
  const change = useCallback(
    (part: Partial<ComparedView>) => void setView(part, { limitUrlUpdates: throttle(200) }),
    [setView],
  );
  const view = useMemo(
    () => ({ smoothing: Math.min(most, Math.max(0, smoothing)), log, grouped }),
    [smoothing, log, grouped],
  );
  return [view, change];
}

interface ViewBarProps {
  view: ComparedView;
  onChange: (part: Partial<ComparedView>) => void;
  /** Whether some of the runs are repeats. */
  hasRepeats: boolean;
}

/** Smoothing, a logarithmic axis, and means over seeds. */
export function ViewBar({ view, onChange, hasRepeats }: ViewBarProps) {
  return (
    <div
      role="group"
      aria-label="View of the curves"
      className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-2 text-small text-text-2"
    >
      <label className="flex items-center gap-2">
        Smoothing
        <input
          type="range"
          min={0}
          max={most}
          step={0.05}
          value={view.smoothing}
          className="w-32 accent-accent"
          onChange={({ target }) => onChange({ smoothing: Number(target.value) })}
        />
        <output className="w-8 font-mono text-text">{view.smoothing.toFixed(2)}</output>
      </label>
      <Switch label="Logarithmic losses" on={view.log} onChange={(log) => onChange({ log })} />
      {hasRepeats && (
        <Switch label="Mean over seeds" on={view.grouped} onChange={(grouped) => onChange({ grouped })} />
      )}
    </div>
  );
}

function Switch({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="flex items-center gap-2 max-md:min-h-11">
      <input
        type="checkbox"
        className="size-3.5 accent-accent"
        checked={on}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}
