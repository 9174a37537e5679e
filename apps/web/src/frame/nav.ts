import { GitCompareArrows, LayoutDashboard, SlidersHorizontal, Table2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

export interface Place {
  href: string;
  name: string;
  icon: LucideIcon;
  /** The number of the overview that is shown beside the name. */
  count?: 'runs' | 'sweeps';
}

/** The pages that the rail and the tabs lead to. */
export const places: readonly Place[] = [
  { href: '/', name: 'Overview', icon: LayoutDashboard },
  { href: '/runs', name: 'Runs', icon: Table2, count: 'runs' },
  { href: '/sweeps', name: 'Sweeps', icon: SlidersHorizontal, count: 'sweeps' },
  { href: '/compare', name: 'Compare', icon: GitCompareArrows },
];

/** Whether `path` lies at or below the place. */
export function isAt({ href }: Place, path: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
