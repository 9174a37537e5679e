import { GitCompareArrows, LayoutDashboard, SlidersHorizontal, Table2 } from 'lucide-react';
import type { ComponentType } from 'react';
import { OverfittingIcon } from './overfitting-icon.tsx';

export interface Place {
  href: string;
  name: string;
  /** What the tab on a phone says, where the name is too long. */
  short?: string;
  icon: ComponentType<{ className?: string; strokeWidth?: number; 'aria-hidden'?: boolean }>;
  /** The key that leads there after G. */
  key: string;
  /** The number of the overview that is shown beside the name. */
  count?: 'runs' | 'sweeps' | 'overfitting';
}

/** The pages that the rail, the tabs and the keys lead to. */
export const places: readonly Place[] = [
  { href: '/', name: 'Overview', icon: LayoutDashboard, key: 'o' },
  { href: '/runs', name: 'Runs', icon: Table2, key: 'r', count: 'runs' },
  { href: '/sweeps', name: 'Sweeps', icon: SlidersHorizontal, key: 's', count: 'sweeps' },
  { href: '/compare', name: 'Compare', icon: GitCompareArrows, key: 'c' },
  {
    href: '/overfitting',
    name: 'Overfitting',
    short: 'Overfit',
    icon: OverfittingIcon,
    key: 'f',
    count: 'overfitting',
  },
];

/** Whether `path` lies at or below the place. */
export function isAt({ href }: Place, path: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
