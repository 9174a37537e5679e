-- AlterTable
ALTER TABLE "metric_chunk" ADD COLUMN     "high" DOUBLE PRECISION,
ADD COLUMN     "last_value" DOUBLE PRECISION,
ADD COLUMN     "low" DOUBLE PRECISION;

UPDATE "metric_chunk" SET ("low", "high", "last_value") = (
    SELECT min("value") FILTER (WHERE "value" <> 'NaN' AND abs("value") < 'Infinity'),
        max("value") FILTER (WHERE "value" <> 'NaN' AND abs("value") < 'Infinity'),
        (array_agg("value" ORDER BY "step" DESC, "ord" DESC))[1]
    FROM unnest("steps", "values") WITH ORDINALITY AS u("step", "value", "ord")
);
ALTER TABLE "metric_chunk" ALTER COLUMN "last_value" SET NOT NULL;

-- DropIndex
DROP INDEX "metric_summary_key_id_idx";

-- CreateIndex
CREATE INDEX "metric_summary_key_id_last_value_run_id_idx" ON "metric_summary"("key_id", "last_value", "run_id");

-- CreateIndex
CREATE INDEX "metric_summary_key_id_min_value_run_id_idx" ON "metric_summary"("key_id", "min_value", "run_id");

-- CreateIndex
CREATE INDEX "metric_summary_key_id_max_value_run_id_idx" ON "metric_summary"("key_id", "max_value", "run_id");

-- Everything below is SQL that the Prisma schema cannot say.

-- Tables of runs by what they reached.
CREATE INDEX "run_best_val_loss_idx" ON "run" (("best"[2]), "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "run_best_val_accuracy_idx" ON "run" (("best"[4]), "id") WHERE "deleted_at" IS NULL;
