import { AppError } from '@tenbin/contracts';
import type { Context } from '../cli/command.ts';
import type { Style } from '../cli/output.ts';
import { checkEngine } from './check-engine.ts';
import { checkBrowser, checkDisk } from './check-machine.ts';
import { checkPostgres } from './check-postgres.ts';
import { checkVersions } from './check-versions.ts';
import type { Finding } from './finding.ts';

const marks = {
  fine: ['green', '✔'],
  warning: ['yellow', '!'],
  fault: ['red', '✖'],
} satisfies Record<Finding['state'], [Style, string]>;

/** Characters of the longest name of a check. */
const nameWidth = 17;

/**
 * Looks at everything that Tenbin needs and says what is wrong and what cures it.
 * @throws AppError `internal` when something does not work
 */
export async function runDoctor({ env, output, stop }: Context): Promise<void> {
  const checks: (() => Promise<Finding[]>)[] = [
    checkVersions,
    async () => [await checkDisk(env.home)],
    () => checkPostgres(env),
    () => checkEngine(env),
    async () => [await checkBrowser(env)],
  ];
  const findings: Finding[] = [];
  for (const check of checks) {
    stop.throwIfAborted();
    for (const finding of await check()) {
      findings.push(finding);
      const { name, state, value, cure } = finding;
      const [style, mark] = marks[state];
      output.say(`${output.paint(style, mark)} ${name.padEnd(nameWidth)} ${value}`);
      if (cure !== null) output.say(`  ${' '.repeat(nameWidth)} → ${cure}`);
    }
  }
  const faults = findings.filter(({ state }) => state === 'fault');
  output.result({ ok: faults.length === 0, findings });
  if (faults.length > 0) throw sick(faults);
}

function sick(faults: Finding[]): AppError {
  const names = faults.map(({ name }) => name).join(', ');
  return new AppError({
    code: 'engine_unavailable',
    message: `Tenbin does not work here yet: ${names}`,
    hint: 'Do what the arrows say, then run `tenbin doctor` again.',
  });
}
