import { findBrowser } from './browser.mjs';
import { launch } from './launch.mjs';
import { runTargets } from './nx.mjs';
import { setUp } from './set-up.mjs';
import { removeReports, tally } from './tally.mjs';
import { workspacesOf } from './workspaces.mjs';

/** `npm test`: the same set-up as `npm start` and a browser, then every check; the last line is `N passed, N failed`. */
await launch(async (context) => {
  console.log('\nTenbin: setting up\n');
  const found = await setUp(context);
  const browser = await context.phases.run({ name: 'browser', title: 'browser' }, async (phase) => {
    const value = await findBrowser(found, phase);
    return { note: `${value.from}: ${value.file}`, value: value.file };
  });
  const tools = { ...found, env: { ...found.env, TENBIN_BROWSER: browser } };

  // The browser tests want the whole machine, and the dashboard that was built above.
  const rounds = [
    { targets: ['lint', 'typecheck', 'test'], how: {} },
    { targets: ['e2e'], how: { parallel: 1, alone: true } },
  ];
  const planned = rounds.flatMap(({ targets }) => plan(context.root, targets));
  removeReports(context.root, planned);
  const ran = [];
  for (const { targets, how } of rounds) {
    if (plan(context.root, targets).length > 0) ran.push(...(await runTargets(tools, targets, how)));
  }
  const { passed, failed, problems } = tally(context.root, planned, ran);
  console.log(['', ...problems, `${passed} passed, ${failed} failed`].join('\n'));
  return failed > 0 || passed === 0 ? 1 : 0;
});

/**
 * @param {string} root
 * @param {string[]} targets
 */
function plan(root, targets) {
  return workspacesOf(root).flatMap(({ name, folder, scripts }) =>
    targets.filter((target) => scripts.includes(target)).map((target) => ({ project: name, folder, target })),
  );
}
