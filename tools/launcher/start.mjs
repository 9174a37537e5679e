import path from 'node:path';
import { launch } from './launch.mjs';
import { takeLock } from './lock.mjs';
import { shown } from './phase-board.mjs';
import { setUp } from './set-up.mjs';

/** `npm start`: set up what is missing, then `tenbin up` until it is stopped. One at a time in a home. */
await launch(async (context) => {
  const taken = takeLock(path.join(context.home, 'start.lock'));
  if ('holder' in taken) return alreadyRunning(taken.holder);
  try {
    return await up(context, taken.held);
  } finally {
    taken.held.release();
  }
});

/**
 * @param {import('./launch.mjs').Context} context
 * @param {import('./lock.mjs').Lock} lock
 */
async function up(context, lock) {
  const started = performance.now();
  console.log('\nTenbin: setting up\n');
  const { root, node, env, processes } = await setUp(context);
  console.log(`\nTenbin: set up in ${shown((performance.now() - started) / 1000)}\n`);
  const { code } = await processes.run({
    file: node, // not leashed: it stops by itself when the channel to us closes
    args: [path.join('apps', 'trainer', 'src', 'cli', 'main.ts'), 'up'],
    cwd: root,
    env,
    orderly: true,
    onMessage: (message) => {
      if (message && typeof message === 'object' && 'url' in message) lock.publish(String(message.url));
    },
  });
  return code ?? 1;
}

/** @param {import('./lock.mjs').Holder} holder */
function alreadyRunning({ pid, url }) {
  console.log(url ? `Tenbin runs already: ${url}` : `Tenbin is being started already (process ${pid}).`);
  console.log(`To stop it: Ctrl-C in its terminal, or kill ${pid}`);
  return 0;
}
