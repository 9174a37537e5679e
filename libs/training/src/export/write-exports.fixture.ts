// As a program, with a folder: writes an export of each network for browsers, the images and what the network itself
// makes of them (`input.f32`, `output.f32`). A test of the exports in a browser may not load the engine itself.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selectEngine } from '../engine/select-engine.ts';
import { exportedNames, noise, predicted, trained } from './trained.fixture.ts';
import { writeTfjs } from './write-tfjs.ts';

const [, , folder = '.'] = process.argv;
await selectEngine({ home: join(import.meta.dirname, '../../../../.tenbin'), log: () => undefined });
for (const name of exportedNames) {
  await writeTfjs(trained(name), join(folder, name));
  await writeFile(join(folder, name, 'input.f32'), noise().input);
  await writeFile(join(folder, name, 'output.f32'), predicted(name));
  process.stdout.write(`${name}\n`);
}
