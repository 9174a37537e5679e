// As a program, with Tenbin's home: loads the engine as a trial does, and trains for as long as it is told to.
import { openProbe, selectEngine } from '@tenbin/training';
import { probeRequest } from './probe-messages.ts';
import type { ProbeAnswer } from './probe-messages.ts';

const [, , home = ''] = process.argv;
process.once('disconnect', () => process.exit());
const tell = (answer: ProbeAnswer): void => void process.send?.(answer);

const probe = openProbe(await selectEngine({ home, log: () => undefined }));
process.on('message', (raw) => {
  const { milliseconds } = probeRequest.parse(raw);
  tell({ type: 'measured', imagesPerSecond: probe.imagesPerSecond(milliseconds) });
});
tell({ type: 'ready' });
