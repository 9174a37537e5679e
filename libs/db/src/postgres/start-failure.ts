import { AppError } from '@tenbin/contracts';

/** Why a server did not come up, from what it said: an `AppError` `disk_full` or `database_unavailable`. */
export function startFailure(data: string, said: string): AppError {
  const lines = said.trim().split('\n').slice(-12).join('\n');
  if (/No space left on device|ENOSPC/.test(said)) {
    return new AppError({
      code: 'disk_full',
      message: `The disk of ${data} is full, so Postgres cannot start:\n${lines}`,
      hint: 'Free some space there, or set TENBIN_HOME to a folder on another disk.',
    });
  }
  if (/Permission denied|EACCES|EPERM|wrong ownership/.test(said)) {
    return new AppError({
      code: 'database_unavailable',
      message: `Postgres may not use ${data}:\n${lines}`,
      hint: 'Start Tenbin as the user who owns that folder, or set TENBIN_HOME to a folder of your own.',
    });
  }
  if (/could not look up effective user ID/.test(said)) {
    return new AppError({
      code: 'database_unavailable',
      message: `Postgres cannot run as a user that has no name on this machine:\n${lines}`,
      hint: 'Give the user an entry in /etc/passwd (a container that was started with --user has none), or set DATABASE_URL.',
    });
  }
  return new AppError({
    code: 'database_unavailable',
    message: `The embedded Postgres in ${data} did not start:\n${lines}`,
    hint: 'What it says above is the cause. Or set DATABASE_URL to a Postgres of your own.',
  });
}
