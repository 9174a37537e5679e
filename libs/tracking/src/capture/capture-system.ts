import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { cpus, freemem, totalmem } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Seconds between two looks, when nothing else is said. */
const usualSeconds = 5;

type Log = (values: Record<string, number>) => void;

/** Logs what the process and its machine are busy with, every few seconds. @returns what ends it */
export function captureSystem(log: Log, seconds = usualSeconds): () => void {
  const processor = processorWatch();
  const gpu = gpuWatch();
  const timer = setInterval(() => {
    void look().catch(() => {});
  }, seconds * 1000);
  timer.unref();
  async function look(): Promise<void> {
    log({ ...processor(), ...memory(), ...(await disk()), ...(await gpu()) });
  }
  return () => clearInterval(timer);
}

function memory(): Record<string, number> {
  return {
    'system/process_memory_bytes': process.memoryUsage.rss(),
    'system/machine_memory_percent': 100 * (1 - freemem() / totalmem()),
  };
}

/** Use since the look before: of the process in percent of one core, of the machine in percent of all. */
function processorWatch(): () => Record<string, number> {
  let before = { process: process.cpuUsage(), machine: machineTimes(), at: performance.now() };
  return () => {
    const now = { process: process.cpuUsage(), machine: machineTimes(), at: performance.now() };
    const used = now.process.user + now.process.system - before.process.user - before.process.system;
    const busy = now.machine.busy - before.machine.busy;
    const all = busy + now.machine.idle - before.machine.idle;
    const elapsed = now.at - before.at;
    before = now;
    return {
      'system/process_cpu_percent': elapsed > 0 ? used / 10 / elapsed : 0,
      'system/machine_cpu_percent': all > 0 ? (100 * busy) / all : 0,
    };
  };
}

function machineTimes(): { busy: number; idle: number } {
  let [busy, idle] = [0, 0];
  for (const { times } of cpus()) {
    idle += times.idle;
    busy += times.user + times.nice + times.sys + times.irq;
  }
  return { busy, idle };
}

async function disk(): Promise<Record<string, number>> {
  try {
    const { bavail, bsize } = await statfs(process.cwd());
    return { 'system/disk_free_bytes': bavail * bsize };
  } catch {
    return {};
  }
}

/** What NVIDIA's own tool says of each GPU; where it is missing it is asked once. */
function gpuWatch(): () => Promise<Record<string, number>> {
  let there = true;
  const question = ['--query-gpu=index,utilization.gpu,memory.used', '--format=csv,noheader,nounits'];
  return async () => {
    if (!there) return {};
    try {
      const { stdout } = await run('nvidia-smi', question, { timeout: 4000 });
      return gpuValues(stdout);
    } catch {
      there = false;
      return {};
    }
  };
}

/** Of lines as `0, 87, 10240`: index, percent, MiB. */
export function gpuValues(text: string): Record<string, number> {
  const values: Record<string, number> = {};
  for (const line of text.trim().split('\n')) {
    const [index, percent, mebibytes] = line.split(',').map(Number);
    if (index === undefined || percent === undefined || mebibytes === undefined) continue;
    if (Number.isFinite(percent)) values[`system/gpu${index}_percent`] = percent;
    if (Number.isFinite(mebibytes)) values[`system/gpu${index}_memory_bytes`] = mebibytes * 2 ** 20;
  }
  return values;
}
