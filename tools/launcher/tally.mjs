import { rmSync } from 'node:fs';
import path from 'node:path';
import { arrayOf, objectOf, readObject, textOf } from './json.mjs';

/** @typedef {{ project: string, folder: string, target: string }} Planned a task that must run; folder: relative to the clone */
/** @typedef {{ projectName: string, target: string, status: number }} Ran a task that Nx ran or took from its cache; status: exit status */
/** @typedef {{ passed: number, failed: number, problems: string[] }} Tally problems: a sentence for each failure, with what a failing test said */

/** Where each target writes its results, and how they are counted. Targets that are not here count as one each. */
const reports = {
  test: { file: 'vitest.json', count: countVitest },
  e2e: { file: 'playwright.json', count: countPlaywright },
};

/** Characters of what a failing test said that the end of `npm test` repeats. */
const longestFailure = 3000;

/** @param {string} target */
function reportOf(target) {
  return target === 'test' || target === 'e2e' ? reports[target] : null;
}

/**
 * Removes the results of earlier runs, so that they cannot be counted.
 * @param {string} root
 * @param {Planned[]} planned
 */
export function removeReports(root, planned) {
  for (const { folder, target } of planned)
    if (reportOf(target)) rmSync(path.join(root, folder, '.results'), { recursive: true, force: true });
}

/**
 * Counts tests, and one for each lint and typecheck task. A task that did not run, failed without a failing test, or left
 * no report counts as one failure: nothing is green because it was not there.
 * @param {string} root
 * @param {Planned[]} planned
 * @param {Ran[]} ran
 * @returns {Tally}
 */
export function tally(root, planned, ran) {
  /** @type {Tally} */
  const total = { passed: 0, failed: 0, problems: [] };
  for (const { project, folder, target } of planned) {
    const task = ran.find((one) => one.projectName === project && one.target === target);
    const report = reportOf(target);
    const problem = (/** @type {string} */ what) => {
      total.failed += 1;
      total.problems.push(`${project} ${target} ${what}`);
    };
    if (!task) problem('did not run');
    else if (!report && task.status === 0) total.passed += 1;
    else if (!report) problem('failed');
    else {
      const counts = countReport(path.join(root, folder, '.results', report.file), report.count);
      total.passed += counts?.passed ?? 0;
      total.failed += counts?.failed ?? 0;
      total.problems.push(...(counts?.failures ?? []).map((failure) => `${project} ${target}: ${failure}`));
      if (!counts) problem(`left no ${report.file}`);
      else if (counts.passed + counts.failed === 0) problem('ran no test');
      else if (task.status !== 0 && counts.failed === 0) problem('failed though each of its tests passed');
    }
  }
  return total;
}

/**
 * @param {string} file
 * @param {(report: Record<string, unknown>) => { passed: unknown, failed: unknown, failures: string[] }} count
 * @returns {{ passed: number, failed: number, failures: string[] } | null} null when it is not there or not what it should be
 */
function countReport(file, count) {
  try {
    const { passed, failed, failures } = count(readObject(file));
    return typeof passed === 'number' && typeof failed === 'number' ? { passed, failed, failures } : null;
  } catch {
    return null;
  }
}

/** @param {Record<string, unknown>} report of Vitest's `json` reporter, which is Jest's */
function countVitest({ numPassedTests, numFailedTests, testResults }) {
  const tests = arrayOf(testResults).flatMap((file) =>
    arrayOf(objectOf(file).assertionResults).map(objectOf),
  );
  const failures = tests
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) =>
      [textOf(fullName), ...arrayOf(failureMessages).map(textOf)].join('\n').slice(0, longestFailure),
    );
  return { passed: numPassedTests, failed: numFailedTests, failures };
}

/** @param {Record<string, unknown>} report of Playwright, which ends by naming its failures; a flaky test passed on its second run */
function countPlaywright({ stats }) {
  const { expected, unexpected, flaky } = objectOf(stats);
  return { passed: Number(expected) + Number(flaky), failed: unexpected, failures: [] };
}
