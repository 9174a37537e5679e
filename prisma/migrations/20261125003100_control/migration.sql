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
ALTER TABLE "sweep" ADD COLUMN     "changed_in" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
ADD COLUMN     "images" JSONB,
ADD COLUMN     "planned" INTEGER,
ADD COLUMN     "provenance" JSONB,
ADD COLUMN     "started_at" TIMESTAMPTZ(3),
ADD COLUMN     "state" "sweep_state" NOT NULL DEFAULT 'running';

-- Sweeps that are there were never cut short by a budget.
UPDATE "sweep" SET "planned" = "total",
    "started_at" = (SELECT min("run"."started_at") FROM "run" WHERE "run"."sweep_id" = "sweep"."id");
ALTER TABLE "sweep" ALTER COLUMN "planned" SET NOT NULL;

-- AlterTable
ALTER TABLE "worker" ADD COLUMN     "cores" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "memory" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "state" "worker_state" NOT NULL DEFAULT 'working';

-- As for runs: who knows which transactions they have seen can ask for the rest.
CREATE FUNCTION "mark_sweep_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."changed_in" := (pg_current_xact_id()::text)::bigint;
    RETURN NEW;
END
$$;

CREATE TRIGGER "sweep_changed" BEFORE UPDATE ON "sweep"
    FOR EACH ROW EXECUTE FUNCTION "mark_sweep_changed"();

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
