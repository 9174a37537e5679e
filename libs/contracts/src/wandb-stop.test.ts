import { expect, test } from 'vitest';
import { readSweepFile } from './sweep-file.ts';

test.each([
  ['{ max_iter: 27, s: 2 }', 3, 3, 'W&B stops at 3, 9 only, asha at 3, 9, 27, …'],
  ['{ max_iter: 50, s: 3 }', 1, 3, 'W&B stops at 1, 5, 16 only, asha at 1, 3, 9, 27, …'],
  ['{ max_iter: 8, s: 9, eta: 2 }', 1, 2, 'W&B stops at 1, 2, 4 only, asha at 1, 2, 4, 8, …'],
  ['{ max_iter: 27, s: 1, min_iter: 2 }', 9, 3, '…; left out: min_iter'],
  ['{ max_iter: 27, min_iter: 2 }', 2, 3, 'an iteration is an epoch; left out: max_iter'],
  ['{ min_iter: 2, s: 3, eta: 4, strict: true }', 2, 4, 'an iteration is an epoch; left out: s, strict'],
])("W&B's %s is successive halving from its first rung on", (rule, minEpochs, reduction, told) => {
  const early = `early_terminate: ${rule.replace('{', '{ type: hyperband,')}`;
  const file = `method: random\nrun_cap: 3\n${early}\nparameters: { epochs: { value: 27 } }`;
  const { spec, notes } = readSweepFile(file, 'w.yaml');
  expect(spec.earlyTermination).toEqual({ type: 'asha', minEpochs, reduction });
  const [note] = notes.filter((each) => each.startsWith('early_terminate'));
  expect(note).toContain(`early_terminate: hyperband is asha from epoch ${minEpochs} on`);
  expect(note).toContain(told);
});
