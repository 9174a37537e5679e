import { z } from 'zod';

/** The state of the code beside a process. */
const gitState = z.strictObject({
  commit: z.string(),
  branch: z.string().nullable(),
  /** What differed from the commit, as `git diff HEAD` says it; null when nothing did. Cut at 256 KiB. */
  diff: z.string().nullable(),
});

/** Where a sweep came from: who queued it, and the state of the code beside it. */
export const sweepProvenance = z.strictObject({
  /** Machine that it was queued on. */
  host: z.string(),
  /** The command line, or the page, that queued it. */
  command: z.string(),
  /** The git repository that it was queued in; null outside of one. */
  git: gitState.nullable(),
});
export type SweepProvenance = z.infer<typeof sweepProvenance>;

/** What a run was trained by. */
export const runProvenance = z.strictObject({
  host: z.string(),
  /** As in `linux x64`. */
  platform: z.string(),
  processor: z.string(),
  /** Version of Node, or of what runs in its place, as in `bun 1.3`. */
  node: z.string(),
  /** Versions of the packages whose code decides the result. */
  packages: z.record(z.string(), z.string()),
  /** Commit of the code that trained it, with a `+` when files differed; null when it is not in a repository. */
  commit: z.string().nullable(),
  /** The command line, when it is not a sweep's trial. */
  command: z.string().optional(),
  git: gitState.nullable().optional(),
  /** Seeds that the program said it uses, by what they are for. */
  seeds: z.record(z.string(), z.number()).optional(),
});
export type RunProvenance = z.infer<typeof runProvenance>;
