-- CreateEnum
CREATE TYPE "run_control" AS ENUM ('pause', 'stop', 'kill');

-- CreateEnum
CREATE TYPE "sweep_state" AS ENUM ('running', 'paused', 'stopped');

-- CreateEnum
CREATE TYPE "worker_state" AS ENUM ('working', 'paused', 'stopping');

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "control" "run_control",
ADD COLUMN     "crashes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "provenance" JSONB;

-- AlterTable
ALTER TABLE "sweep" ADD COLUMN     "images" JSONB,
ADD COLUMN     "provenance" JSONB,
ADD COLUMN     "state" "sweep_state" NOT NULL DEFAULT 'running';

-- AlterTable
ALTER TABLE "worker" ADD COLUMN     "cores" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "memory" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "state" "worker_state" NOT NULL DEFAULT 'working';

-- For what scales workers with the queue (KEDA, cron): trials that a worker could take now, and those that train.
CREATE VIEW "open_trials" AS
SELECT
    coalesce(sum(greatest(0, least(
        -- Never taken: the total less the runs that there are. Given back: runs that wait for another attempt.
        greatest(sweep."total" - counts."all", 0) + counts."queued",
        coalesce((sweep."spec" #>> '{budget,concurrency}')::int - counts."running", 2147483647)
    ))) FILTER (WHERE sweep."state" = 'running'), 0)::int AS "waiting",
    coalesce(sum(counts."running"), 0)::int AS "running"
FROM "sweep" sweep
CROSS JOIN LATERAL (
    SELECT count(*)::int AS "all",
        count(*) FILTER (WHERE "status" = 'queued')::int AS "queued",
        count(*) FILTER (WHERE "status" = 'running')::int AS "running"
    FROM "run" WHERE "run"."sweep_id" = sweep."id"
) counts;
