import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * An empty directory that goes when the running test ends.
 * @returns {string}
 */
export function temporaryDirectory() {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'tenbin-launcher-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
