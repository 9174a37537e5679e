import type { EngineFacts } from '@tenbin/contracts';

/** From the fastest to the one that runs everywhere. */
export const engineNames = ['tensorflow-gpu', 'tensorflow-cpu', 'cpu'] as const;
export type EngineName = (typeof engineNames)[number];

/** What training runs on, once it is selected. There is one a process: tfjs keeps its backend globally. */
export interface Engine extends Omit<EngineFacts, 'step'> {
  name: EngineName;
}
