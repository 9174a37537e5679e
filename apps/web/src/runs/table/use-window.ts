'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** The rows of a long list that are in sight, in a page that scrolls as a whole. */
export interface Window<Element extends HTMLElement> {
  /** To be put on the list. */
  list: RefObject<Element | null>;
  rows: { index: number }[];
  /** Whether the page is being scrolled. */
  moving: boolean;
  /** Heights in px of what is left out above and below. */
  above: number;
  below: number;
}

/** A list as short as this is rendered whole: the browser can search and print it. */
const wholeUpTo = 100;

/** Which of `count` rows of `height` px to render. */
export function useWindow<Element extends HTMLElement>(count: number, height: number): Window<Element> {
  const list = useRef<Element>(null);
  const [start, setStart] = useState(0);

  useLayoutEffect(() => {
    const measure = () => {
      if (list.current) setStart(list.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  // The rule warns of what React's compiler cannot memoise; it is not used here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: count <= wholeUpTo ? wholeUpTo : 12,
    scrollMargin: start,
  });
  const rows = virtualizer.getVirtualItems();
  const first = rows[0];
  const last = rows.at(-1);
  return {
    list,
    rows,
    moving: virtualizer.isScrolling,
    above: first ? first.start - start : 0,
    below: last ? virtualizer.getTotalSize() - (last.end - start) : 0,
  };
}
