'use client';

import { useSyncExternalStore } from 'react';

/** Colours of the theme in use that scripts paint with: charts, heat maps, matrices. */
export type Palette = ReturnType<typeof paletteFrom>;

/** The palette of the theme that the document shows; it changes with the theme. */
export function usePalette(): Palette {
  return useSyncExternalStore(onThemeChange, current, () => blank);
}

/** The palette whose tokens, named as in globals.css, `read` knows. */
export function paletteFrom(read: (token: string) => string) {
  return {
    surface: read('surface'),
    line2: read('line-2'),
    text: read('text'),
    text2: read('text-2'),
    text3: read('text-3'),
    accent: read('accent'),
    overfitting: read('overfitting'),
    diverged: read('diverged'),
    sequential: { from: read('seq-0'), to: read('seq-1') },
    errors: { from: read('err-0'), to: read('err-1') },
    diverging: { a: read('div-a'), zero: read('div-0'), b: read('div-b') },
    grid: read('grid'),
    axis: read('axis'),
    train: read('train'),
    region: read('region'),
    cross: read('cross'),
    /** c1–c12, the colours of shown runs. */
    runs: Array.from({ length: 12 }, (_, index) => read(`c${index + 1}`)),
  };
}

const blank = paletteFrom(() => '#888888');
const known = new Map<string, Palette>();

function current(): Palette {
  const theme = document.documentElement.dataset['theme'] ?? 'light';
  const palette = known.get(theme) ?? readPalette();
  known.set(theme, palette);
  return palette;
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return paletteFrom((token) => style.getPropertyValue(`--${token}`).trim());
}

function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
