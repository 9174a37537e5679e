import { z } from 'zod';

/** Where a sweep came from: who queued it, and the state of the code beside it. */
export const sweepProvenance = z.strictObject({
  /** Machine that it was queued on. */
  host: z.string(),
  /** The command line, or the page, that queued it. */
  command: z.string(),
  /** The git repository that it was queued in; null outside of one. */
  git: z
    .strictObject({
      commit: z.string(),
      branch: z.string().nullable(),
      /** What differed from the commit, as `git diff HEAD` says it; null when nothing did. Cut at 256 KiB. */
      diff: z.string().nullable(),
    })
    .nullable(),
});
export type SweepProvenance = z.infer<typeof sweepProvenance>;

/** What a run was trained by. */
export const runProvenance = z.strictObject({
  host: z.string(),
  /** As in `linux x64`. */
  platform: z.string(),
  processor: z.string(),
  node: z.string(),
  /** Versions of the packages whose code decides the result. */
  packages: z.record(z.string(), z.string()),
  /** Commit of the code that trained it, with a `+` when files differed; null when it is not in a repository. */
  commit: z.string().nullable(),
});
export type RunProvenance = z.infer<typeof runProvenance>;
