import { joinServer } from './owner-session.ts';
import type { OwnerSession } from './owner-session.ts';
import { postmasterPid } from './postmaster-pid.ts';
import { serverUrl } from './server-file.ts';
import type { ServerFile } from './server-file.ts';
import { lastWords, stopServer } from './server-process.ts';
import type { ServerPlace } from './server-process.ts';

/** The server of one TENBIN_HOME. Disposing of it stops the server if it is ours to stop. */
export interface EmbeddedPostgres extends AsyncDisposable {
  url: string;
  /** Process id of the postmaster. */
  pid: number;
  /** Resolves with the server's last lines when it ends, whoever ended it, or when we let go of it. */
  exited: Promise<string>;
}

/** Holds on to a running server through `session`, and through new ones when only the connection is lost. */
export function embeddedPostgres(options: {
  file: ServerFile;
  place: ServerPlace;
  session: OwnerSession;
}): EmbeddedPostgres {
  const { file, place } = options;
  let session = options.session;
  let released = false;

  async function untilEnd(): Promise<string> {
    for (;;) {
      await session.ended;
      const again = released ? null : await joinServer(file);
      if (!again) {
        released = true; // whatever runs there from now on is not ours to stop
        return lastWords(place.logFile);
      }
      session = again;
      if (released) await again.close();
    }
  }

  return {
    url: serverUrl(file),
    pid: postmasterPid(place.data) ?? file.pid ?? 0,
    exited: untilEnd(),
    async [Symbol.asyncDispose]() {
      if (released) return;
      released = true;
      if (session.owner) await stopServer(place);
      await session.close();
    },
  };
}
