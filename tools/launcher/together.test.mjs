import { describe, expect, it } from 'vitest';
import { Failure, Interrupted } from './failure.mjs';
import { Processes } from './processes.mjs';
import { together } from './together.mjs';

const long = {
  file: process.execPath,
  args: ['-e', 'setInterval(() => {}, 1000)'],
  cwd: '/',
  env: process.env,
  onLine: () => {},
};

describe('together', () => {
  it('gives what each gives', async () => {
    const processes = new Processes({ graceMs: 1000 });
    expect(await together(processes, [Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
  });

  it('stops the others when one fails, and throws that one', async () => {
    const processes = new Processes({ graceMs: 1000 });
    const other = processes.run(long);
    const failing = Promise.reject(new Failure({ message: 'broken', hint: 'mend it' }));
    await expect(together(processes, [other, failing])).rejects.toThrow('broken');
    await expect(other).rejects.toThrow(Interrupted);
  });

  it('is interrupted when all are', async () => {
    const processes = new Processes({ graceMs: 1000 });
    const works = together(processes, [processes.run(long), processes.run(long)]);
    const stopping = processes.stop('SIGINT');
    await expect(works).rejects.toThrow(Interrupted);
    await stopping;
  });
});
