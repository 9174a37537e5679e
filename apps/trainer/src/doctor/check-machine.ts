import { constants } from 'node:fs';
import { access, mkdir, readdir, statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Env } from '../cli/env.ts';
import { fault, fine, warning } from './finding.ts';
import type { Finding } from './finding.ts';

/** Free bytes below which a day of training may fill the disk, and below which nothing can be written. */
const scarceBytes = 2e9;
const leastBytes = 2e8;

/** Whether the home can be written and has room. */
export async function checkDisk(home: string): Promise<Finding> {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
    const { bavail, bsize } = await statfs(home);
    const free = bavail * bsize;
    const value = `${(free / 1e9).toFixed(1)} GB free at ${home}`;
    const cure = 'Free some space, or point TENBIN_HOME to a folder on a larger disk.';
    if (free < leastBytes) return fault('Disk', value, cure);
    return free < scarceBytes ? warning('Disk', value, cure) : fine('Disk', value);
  } catch (error) {
    return fault(
      'Disk',
      `${home} cannot be written: ${String(error)}`,
      'Point TENBIN_HOME to a folder of yours.',
    );
  }
}

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser that the tests of the dashboard drive. */
export async function checkBrowser({ inherited }: Env): Promise<Finding> {
  const folders = (inherited['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => browserNames.map((name) => join(folder, name)));
  for (const path of candidates) {
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return fine('Browser for tests', path);
  }
  const playwright = inherited['PLAYWRIGHT_BROWSERS_PATH'] ?? join(homedir(), '.cache/ms-playwright');
  const own = (await readdir(playwright).catch(() => [])).find((name) => name.startsWith('chromium'));
  if (own !== undefined) return fine('Browser for tests', join(playwright, own));
  return warning(
    'Browser for tests',
    'no Chromium found; the dashboard does not need it',
    '`npm test` gets one where it can; else `apt-get install chromium` or `npx playwright install chromium`.',
  );
}
