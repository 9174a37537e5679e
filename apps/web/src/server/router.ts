import { router } from './trpc.ts';
import { liveRouter } from './routers/live.ts';
import { overfittingRouter } from './routers/overfitting.ts';
import { overviewRouter } from './routers/overview.ts';
import { runsRouter } from './routers/runs.ts';
import { sweepsRouter } from './routers/sweeps.ts';
import { workersRouter } from './routers/workers.ts';

export const appRouter = router({
  overfitting: overfittingRouter,
  overview: overviewRouter,
  runs: runsRouter,
  sweeps: sweepsRouter,
  workers: workersRouter,
  live: liveRouter,
});

export type AppRouter = typeof appRouter;
