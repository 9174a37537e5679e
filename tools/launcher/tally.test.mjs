import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeReports, tally } from './tally.mjs';
import { temporaryDirectory } from './temporary.mjs';

const planned = ['lint', 'typecheck', 'test'].map((target) => ({
  project: '@x/one',
  folder: 'libs/one',
  target,
}));
const browser = { project: '@x/e2e', folder: 'apps/e2e', target: 'e2e' };
const ran = planned.map(({ project, target }) => ({ projectName: project, target, status: 0 }));
/** @param {string} target */
const failing = (target) => ran.map((task) => (task.target === target ? { ...task, status: 1 } : task));

/**
 * @param {unknown} report of Vitest
 * @param {unknown} [e2e] of Playwright
 */
function clone(report, e2e) {
  const root = temporaryDirectory();
  write(root, 'libs/one', 'vitest.json', report);
  write(root, 'apps/e2e', 'playwright.json', e2e);
  return root;
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} file
 * @param {unknown} report
 */
function write(root, folder, file, report) {
  mkdirSync(path.join(root, folder, '.results'), { recursive: true });
  if (report !== undefined) writeFileSync(path.join(root, folder, '.results', file), JSON.stringify(report));
}

const twelve = { numPassedTests: 12, numFailedTests: 0 };

describe('tally', () => {
  it('counts tests, and one each for lint and typecheck', () => {
    expect(tally(clone(twelve), planned, ran)).toEqual({ passed: 14, failed: 0, problems: [] });
  });

  it('counts failing tests once, though their task failed too', () => {
    const { passed, failed } = tally(
      clone({ numPassedTests: 11, numFailedTests: 1 }),
      planned,
      failing('test'),
    );
    expect([passed, failed]).toEqual([13, 1]);
  });

  it('repeats what failing tests said, since a log may lack its middle', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'adds' },
      { status: 'failed', fullName: 'divides', failureMessages: ['expected 2 to be 3'] },
    ];
    const report = { numPassedTests: 1, numFailedTests: 1, testResults: [{ assertionResults }] };
    const { problems } = tally(clone(report), planned, failing('test'));
    expect(problems).toEqual(['@x/one test: divides\nexpected 2 to be 3']);
  });

  it('counts a failing lint as one failure and names it', () => {
    expect(tally(clone(twelve), planned, failing('lint'))).toEqual({
      passed: 13,
      failed: 1,
      problems: ['@x/one lint failed'],
    });
  });

  it.each([
    ['a task that did not run', twelve, ran.slice(1), 'lint did not run'],
    ['a test task without a report', undefined, ran, 'test left no vitest.json'],
    ['a report of something else', { passed: 3 }, ran, 'test left no vitest.json'],
    ['a project without a single test', { numPassedTests: 0, numFailedTests: 0 }, ran, 'test ran no test'],
    ['a crash after green tests', twelve, failing('test'), 'test failed though each of its tests passed'],
  ])('counts %s as a failure', (_, report, tasks, problem) => {
    const { failed, problems } = tally(clone(report), planned, tasks);
    expect([failed, problems]).toEqual([1, [`@x/one ${problem}`]]);
  });

  it('counts browser tests', () => {
    const root = clone(twelve, { stats: { expected: 5, unexpected: 2, flaky: 1, skipped: 3 } });
    const { passed, failed } = tally(root, [browser], [{ projectName: '@x/e2e', target: 'e2e', status: 1 }]);
    expect([passed, failed]).toEqual([6, 2]);
  });

  it('never counts the report of an earlier run', () => {
    const root = clone(twelve);
    removeReports(root, planned);
    expect(existsSync(path.join(root, 'libs/one/.results'))).toBe(false);
    expect(tally(root, planned, ran)).toMatchObject({ passed: 2, failed: 1 });
  });
});
