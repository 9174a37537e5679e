import { readEnv } from '../../apps/trainer/src/cli/env.ts';
import { requireDashboard, superviseDashboard, untilAnswered } from '../../apps/trainer/src/up/dashboard.ts';
import { choosePort } from '../../apps/trainer/src/up/port.ts';

export interface Dashboard extends AsyncDisposable {
  url: string;
}

interface Opened {
  databaseUrl: string;
  home: string;
  environment?: NodeJS.ProcessEnv;
}

/**
 * The built dashboard of this checkout, served.
 * @throws AppError `not_found` when it was not built
 */
export async function openDashboard({ databaseUrl, home, environment = {} }: Opened): Promise<Dashboard> {
  requireDashboard();
  const env = readEnv({ ...process.env, ...environment, TENBIN_HOME: home });
  const port = await choosePort({ host: env.host, port: null }, () => {});
  const stop = new AbortController();
  const kill = new AbortController();
  const told = { env, databaseUrl, port, stop: stop.signal, kill: kill.signal, say: () => {} };
  const serving = superviseDashboard(told);
  const url = `http://127.0.0.1:${port}`;
  await untilAnswered(url, home, AbortSignal.timeout(60_000));
  return {
    url,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await serving;
    },
  };
}
