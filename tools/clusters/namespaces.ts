// node tools/clusters/namespaces.ts: two workers in two network namespaces train one sweep; one of them is cut off.
import { whyNoNamespaces } from './network.ts';
import { trainWhileCutOff } from './cut-off.ts';

// What is left then goes with the process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

const obstacle = whyNoNamespaces();
if (obstacle === null) await trainWhileCutOff((line) => console.log(line));
else console.log(`skipped: ${obstacle}`);
