import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { captureConsole, lineReader } from './capture-console.ts';
import { captureSystem, gpuValues } from './capture-system.ts';

function reader(now?: () => number) {
  const lines: string[] = [];
  return { lines, ...lineReader((line) => lines.push(line), now) };
}

describe('the lines of a program', () => {
  it('are the same however they come in pieces', () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom('a', 'ß', '\n', ' ') }), { maxLength: 20 });
    fc.assert(
      fc.property(text, (pieces) => {
        const [whole, cut] = [reader(), reader()];
        whole.take(pieces.join(''));
        for (const piece of pieces) cut.take(piece);
        whole.end();
        cut.end();
        expect(cut.lines).toEqual(whole.lines);
      }),
    );
  });

  it('have no colours, and of a progress bar only its last state', () => {
    const read = reader();
    read.take('\u001B[31mred\u001B[0m\n10 %\r50 %\r');
    read.take('100 %\r\nopen');
    read.end();
    expect(read.lines).toEqual(['red', '100 %', 'open']);
  });

  it('of a bar that never ends its line take no memory', () => {
    const read = reader();
    for (let percent = 0; percent < 10_000; percent += 1) read.take(`\r${String(percent)}${' '.repeat(50)}`);
    read.end();
    expect(read.lines).toEqual([`9999${' '.repeat(50)}`]);
  });

  it('that are too many in a second are counted, and too long ones cut', () => {
    let clock = 0;
    const read = reader(() => clock);
    for (let line = 0; line < 1500; line += 1) read.take('x\n');
    clock = 1500;
    read.take(`${'y'.repeat(20_000)}\n`);
    read.end();
    expect(read.lines).toHaveLength(1002);
    expect(read.lines[1000]).toBe('… 500 lines are left out');
    expect(read.lines[1001]).toBe('y'.repeat(10_000));
  });
});

describe('the console of this process', () => {
  it('goes on writing while it is taken along, and is given back', () => {
    const shown: string[] = [];
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      shown.push(String(chunk));
      return true;
    });
    const usual: unknown = Reflect.get(process.stdout, 'write');
    const told: string[] = [];
    const end = captureConsole((line, stream) => {
      told.push(`${stream}: ${line}`);
      process.stdout.write('about it\n'); // what is written meanwhile is not taken along again
    });
    process.stdout.write('one\n');
    process.stdout.write(new TextEncoder().encode('two'));
    end();
    process.stdout.write('three\n');
    expect(Reflect.get(process.stdout, 'write')).toBe(usual);
    write.mockRestore();
    expect(told).toEqual(['stdout: one', 'stdout: two']);
    expect(shown.filter((text) => text !== 'about it\n')).toHaveLength(3);
  });
});

describe('the system', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is looked at every so often, a GPU too where there is one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tenbin-gpu-'));
    const tool = join(folder, 'nvidia-smi');
    await writeFile(tool, '#!/bin/sh\necho "0, 87, 10240"\necho "1, [N/A], 5"\n');
    await chmod(tool, 0o755);
    vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
    const looks: Record<string, number>[] = [];
    const end = captureSystem((values) => looks.push(values), 0.05);
    await expect.poll(() => looks.length).toBeGreaterThan(1);
    end();
    const [first = {}] = looks;
    expect(first).toMatchObject({
      'system/gpu0_percent': 87,
      'system/gpu0_memory_bytes': 10_240 * 2 ** 20,
      'system/gpu1_memory_bytes': 5 * 2 ** 20,
    });
    expect(first).not.toHaveProperty('system/gpu1_percent');
    expect(first['system/process_memory_bytes']).toBeGreaterThan(2 ** 20);
    for (const key of ['system/machine_cpu_percent', 'system/machine_memory_percent'] as const) {
      expect(first[key]).toBeGreaterThanOrEqual(0);
      expect(first[key]).toBeLessThanOrEqual(100);
    }
    await rm(folder, { recursive: true, force: true });
  });

  it('says nothing of GPUs where the answer is none', () => {
    expect(gpuValues('')).toEqual({});
    expect(gpuValues('No devices were found')).toEqual({});
  });
});
