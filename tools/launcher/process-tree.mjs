import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** @typedef {{ pid: number, parent: number, group: number }} ProcessRow */

/**
 * The living processes that belong to some leaders: the leaders, the members of their groups, all descendants, and (on
 * Linux) whatever carries the mark in its environment, which finds children that left the group and lost their parent.
 * @param {{ leaders: number[], mark: string }} family mark is `NAME=value`
 * @returns {number[]} never this process
 */
export function membersOf({ leaders, mark }) {
  const rows = processTable();
  const members = new Set(
    rows
      .filter(({ pid, group }) => leaders.includes(pid) || leaders.includes(group) || carries(pid, mark))
      .map(({ pid }) => pid),
  );
  for (let before = -1; before !== members.size;) {
    before = members.size;
    for (const { pid, parent } of rows) if (members.has(parent)) members.add(pid);
  }
  members.delete(process.pid);
  return [...members];
}

/**
 * Sends a signal to each; one that is gone already is none to worry about.
 * @param {number[]} pids negative: a process group
 * @param {NodeJS.Signals} signal
 */
export function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // gone, or another user's by now
    }
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  return processTable().some((row) => row.pid === pid);
}

/**
 * @param {number} pid
 * @returns {number | undefined} undefined when it has ended, and off Linux, where asking costs a process
 */
export function parentOf(pid) {
  return process.platform === 'linux' ? linuxRow(String(pid))[0]?.parent : undefined;
}

/**
 * Living processes, zombies left out: `/proc` on Linux, where slim images have no `ps`, else `ps`.
 * @returns {ProcessRow[]}
 */
function processTable() {
  return process.platform === 'linux' ? linuxTable() : psTable();
}

/** @returns {ProcessRow[]} */
function linuxTable() {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? linuxRow(name) : []));
}

/**
 * @param {string} pid
 * @returns {ProcessRow[]} one, or none when it has ended
 */
function linuxRow(pid) {
  const stat = readProcFile(pid, 'stat');
  // pid (command) state parent group …; the command may hold spaces and brackets
  const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === undefined || state === '' || state === 'Z') return [];
  return [{ pid: Number(pid), parent: Number(parent), group: Number(group) }];
}

/** @returns {ProcessRow[]} */
function psTable() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent, group, state] = line.trim().split(/\s+/);
    if (!pid || state?.startsWith('Z')) return [];
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group) }];
  });
}

/**
 * @param {number} pid
 * @param {string} mark
 */
function carries(pid, mark) {
  return process.platform === 'linux' && readProcFile(String(pid), 'environ').split('\0').includes(mark);
}

/**
 * @param {string} pid
 * @param {string} file
 */
function readProcFile(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
