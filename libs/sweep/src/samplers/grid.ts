import { gridTreeOf, settingAt } from '../grid-tree.ts';
import type { Sampler } from './sampler.ts';

/** Setting number `index` of the exact product of all values, in an order that covers the space early. */
export const grid: Sampler = ({ space, index }) => settingAt(gridTreeOf(space), index);
