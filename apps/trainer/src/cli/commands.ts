import type { Command } from './command.ts';
import { dataCheck } from './data.ts';
import { dataPreview } from './data-preview.ts';
import { describe } from './describe.ts';
import { doctor } from './doctor.ts';
import { exportModel } from './export.ts';
import { sweep } from './sweep.ts';
import { up } from './up.ts';
import { worker } from './worker.ts';

/** Every command of `tenbin`, in the order of the help. */
export const commands: Command[] = [up, sweep, worker, dataCheck, dataPreview, describe, exportModel, doctor];
