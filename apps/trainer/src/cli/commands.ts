import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { sweep } from './sweep.ts';
import { up } from './up.ts';
import { worker } from './worker.ts';

/** Every command of `tenbin`, in the order of the help. */
export const commands: Command[] = [up, sweep, worker, doctor];
