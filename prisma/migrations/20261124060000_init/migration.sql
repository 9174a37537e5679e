-- CreateEnum
CREATE TYPE "run_status" AS ENUM ('running', 'finished', 'failed', 'crashed', 'canceled');

-- CreateEnum
CREATE TYPE "weights" AS ENUM ('best', 'last');

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sweep" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sweep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" SERIAL NOT NULL,
    "sweep_id" INTEGER NOT NULL,
    "trial_number" INTEGER NOT NULL,
    "job_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" "run_status" NOT NULL DEFAULT 'running',
    "config" JSONB NOT NULL,
    "seed" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "worker_id" TEXT,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "verdict" JSONB,
    "dataset" JSONB,
    "engine" JSONB,
    "parameter_count" INTEGER,
    "error" JSONB,
    "changed_in" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_key" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "metric_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_chunk" (
    "run_id" INTEGER NOT NULL,
    "key_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "first_step" BIGINT NOT NULL,
    "last_step" BIGINT NOT NULL,
    "steps" BIGINT[],
    "values" DOUBLE PRECISION[],
    "at" DOUBLE PRECISION[],
    "changed_in" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,

    CONSTRAINT "metric_chunk_pkey" PRIMARY KEY ("run_id","key_id","seq")
);

-- CreateTable
CREATE TABLE "metric_summary" (
    "run_id" INTEGER NOT NULL,
    "key_id" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "last_step" BIGINT NOT NULL,
    "last_value" DOUBLE PRECISION NOT NULL,
    "min_step" BIGINT,
    "min_value" DOUBLE PRECISION,
    "max_step" BIGINT,
    "max_value" DOUBLE PRECISION,

    CONSTRAINT "metric_summary_pkey" PRIMARY KEY ("run_id","key_id")
);

-- CreateTable
CREATE TABLE "confusion" (
    "run_id" INTEGER NOT NULL,
    "weights" "weights" NOT NULL,
    "epoch" INTEGER NOT NULL,
    "classes" TEXT[],
    "counts" JSONB NOT NULL,

    CONSTRAINT "confusion_pkey" PRIMARY KEY ("run_id","weights")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "concurrency" INTEGER NOT NULL,
    "engine" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "project_name_key" ON "project"("name");

-- CreateIndex
CREATE INDEX "sweep_project_id_idx" ON "sweep"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "run_job_id_key" ON "run"("job_id");

-- CreateIndex
CREATE INDEX "run_changed_in_idx" ON "run"("changed_in");

-- CreateIndex
CREATE INDEX "run_status_idx" ON "run"("status");

-- CreateIndex
CREATE UNIQUE INDEX "run_sweep_id_trial_number_key" ON "run"("sweep_id", "trial_number");

-- CreateIndex
CREATE UNIQUE INDEX "metric_key_name_key" ON "metric_key"("name");

-- CreateIndex
CREATE INDEX "metric_chunk_run_id_key_id_last_step_idx" ON "metric_chunk"("run_id", "key_id", "last_step");

-- CreateIndex
CREATE INDEX "metric_chunk_changed_in_idx" ON "metric_chunk"("changed_in");

-- CreateIndex
CREATE INDEX "metric_chunk_key_id_idx" ON "metric_chunk"("key_id");

-- CreateIndex
CREATE INDEX "metric_summary_key_id_idx" ON "metric_summary"("key_id");

-- AddForeignKey
ALTER TABLE "sweep" ADD CONSTRAINT "sweep_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_sweep_id_fkey" FOREIGN KEY ("sweep_id") REFERENCES "sweep"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric_chunk" ADD CONSTRAINT "metric_chunk_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric_chunk" ADD CONSTRAINT "metric_chunk_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "metric_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric_summary" ADD CONSTRAINT "metric_summary_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric_summary" ADD CONSTRAINT "metric_summary_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "metric_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion" ADD CONSTRAINT "confusion_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Everything below is SQL that the Prisma schema cannot say.

-- A row's changed_in is the transaction that wrote it last, so that a reader who knows which transactions it
-- has seen can ask for the rest. A heartbeat alone is no change: nobody is shown it.
CREATE FUNCTION "mark_run_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    OLD."heartbeat_at" := NEW."heartbeat_at";
    IF OLD IS DISTINCT FROM NEW THEN
        NEW."changed_in" := (pg_current_xact_id()::text)::bigint;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER "run_changed" BEFORE UPDATE ON "run"
    FOR EACH ROW EXECUTE FUNCTION "mark_run_changed"();
