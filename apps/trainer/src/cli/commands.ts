import type { Command } from './command.ts';
import { dataCheck } from './data.ts';
import { dataPreview } from './data-preview.ts';
import { databaseCommands } from './db.ts';
import { describe } from './describe.ts';
import { doctor } from './doctor.ts';
import { exportModel } from './export.ts';
import { keyCommands } from './key.ts';
import { overfitReportCommands } from './overfit-report.ts';
import { overfitCommands } from './overfit.ts';
import { runCommands } from './run.ts';
import { sweepCommands } from './sweep-controls.ts';
import { sweep } from './sweep.ts';
import { sync } from './sync.ts';
import { trashCommands } from './trash.ts';
import { up } from './up.ts';
import { workerCommands } from './worker-controls.ts';
import { worker } from './worker.ts';

/** Every command of `tenbin`, in the order of the help; those of two words come after what they belong to. */
export const commands: Command[] = [
  up,
  sweep,
  ...sweepCommands,
  ...runCommands,
  worker,
  ...workerCommands,
  ...overfitCommands,
  ...overfitReportCommands,
  dataCheck,
  dataPreview,
  sync,
  ...keyCommands,
  ...trashCommands,
  ...databaseCommands,
  describe,
  exportModel,
  doctor,
];
