-- AlterTable
ALTER TABLE "project" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sweep" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "best" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],
ADD COLUMN     "best_epoch" INTEGER,
ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "directions" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "group_name" TEXT,
ADD COLUMN     "last" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "params" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "parent_id" INTEGER,
ADD COLUMN     "project_id" INTEGER,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "uuid" UUID NOT NULL DEFAULT gen_random_uuid(),
ALTER COLUMN "sweep_id" DROP NOT NULL,
ALTER COLUMN "trial_number" DROP NOT NULL,
ALTER COLUMN "job_id" DROP NOT NULL,
ALTER COLUMN "config" DROP NOT NULL,
ALTER COLUMN "seed" DROP NOT NULL;

UPDATE "run" SET "project_id" = "sweep"."project_id" FROM "sweep" WHERE "sweep"."id" = "run"."sweep_id";
ALTER TABLE "run" ALTER COLUMN "project_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "confusion" DROP CONSTRAINT "confusion_pkey",
ADD COLUMN     "split" TEXT NOT NULL DEFAULT 'validation',
ADD CONSTRAINT "confusion_pkey" PRIMARY KEY ("run_id", "split", "weights");

-- CreateTable
CREATE TABLE "run_param" (
    "run_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "number" DOUBLE PRECISION,
    "text" TEXT NOT NULL,

    CONSTRAINT "run_param_pkey" PRIMARY KEY ("run_id","name")
);

-- CreateTable
CREATE TABLE "run_session" (
    "id" UUID NOT NULL,
    "run_id" INTEGER NOT NULL,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console_chunk" (
    "run_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "stream" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "lines" TEXT[],

    CONSTRAINT "console_chunk_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "artifact" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "manifest" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "files" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "artifact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_image" (
    "run_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "step" BIGINT NOT NULL,
    "place" INTEGER NOT NULL,
    "caption" TEXT NOT NULL,
    "blob" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_image_pkey" PRIMARY KEY ("run_id","key","step","place")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "run_param_name_number_run_id_idx" ON "run_param"("name", "number", "run_id");

-- CreateIndex
CREATE INDEX "run_param_name_text_run_id_idx" ON "run_param"("name", "text", "run_id");

-- CreateIndex
CREATE INDEX "run_session_run_id_idx" ON "run_session"("run_id");

-- CreateIndex
CREATE INDEX "artifact_manifest_idx" ON "artifact"("manifest");

-- CreateIndex
CREATE UNIQUE INDEX "artifact_run_id_name_version_key" ON "artifact"("run_id", "name", "version");

-- CreateIndex
CREATE INDEX "run_image_blob_idx" ON "run_image"("blob");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "run_uuid_key" ON "run"("uuid");

-- CreateIndex
CREATE INDEX "run_project_id_id_idx" ON "run"("project_id", "id");

-- CreateIndex
CREATE INDEX "run_parent_id_idx" ON "run"("parent_id");

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_param" ADD CONSTRAINT "run_param_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_session" ADD CONSTRAINT "run_session_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console_chunk" ADD CONSTRAINT "console_chunk_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "artifact" ADD CONSTRAINT "artifact_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_image" ADD CONSTRAINT "run_image_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Everything below is SQL that the Prisma schema cannot say.

-- The settings of a trial are its parameters; those of a logged run are what its program said.
CREATE FUNCTION "params_of_trial"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."config" IS NOT NULL THEN
        NEW."params" := coalesce((
            SELECT jsonb_object_agg(key, CASE jsonb_typeof(value) WHEN 'array' THEN to_jsonb(value::text) ELSE value END)
            FROM jsonb_each(NEW."config" -> 'parameters')
        ), '{}') || jsonb_build_object(
            'dataset', coalesce(NEW."config" #>> '{dataset,name}', NEW."config" #>> '{dataset,path}'),
            'seed', NEW."config" -> 'seed'
        );
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER "run_params_of_trial" BEFORE INSERT OR UPDATE OF "config" ON "run"
    FOR EACH ROW EXECUTE FUNCTION "params_of_trial"();

-- Settings where they can be searched and sorted. Text is cut at what an index can hold.
CREATE FUNCTION "spread_params"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM "run_param" WHERE "run_id" = NEW."id";
    INSERT INTO "run_param" ("run_id", "name", "number", "text")
    SELECT NEW."id", key,
        CASE jsonb_typeof(value)
            WHEN 'number' THEN (value #>> '{}')::float8
            WHEN 'boolean' THEN (value #>> '{}')::boolean::int
            WHEN 'object' THEN (value ->> '$number')::float8
        END,
        left(coalesce(CASE jsonb_typeof(value) WHEN 'object' THEN value ->> '$number' ELSE value #>> '{}' END, ''), 400)
    FROM jsonb_each(NEW."params");
    RETURN NULL;
END
$$;

CREATE TRIGGER "run_params_inserted" AFTER INSERT ON "run"
    FOR EACH ROW WHEN (NEW."params" <> '{}') EXECUTE FUNCTION "spread_params"();
CREATE TRIGGER "run_params_updated" AFTER UPDATE ON "run"
    FOR EACH ROW WHEN (OLD."params" IS DISTINCT FROM NEW."params") EXECUTE FUNCTION "spread_params"();

-- What was there before.
UPDATE "run" SET "config" = "config";

WITH "value" AS (
    SELECT DISTINCT ON (chunk."run_id", chunk."key_id", u."step") chunk."run_id", key."name", u."step", u."value"
    FROM "metric_chunk" chunk
    JOIN "metric_key" key ON key."id" = chunk."key_id" AND key."name" IN ('loss', 'val_loss', 'accuracy', 'val_accuracy')
    CROSS JOIN unnest(chunk."steps", chunk."values") WITH ORDINALITY AS u("step", "value", "ord")
    ORDER BY chunk."run_id", chunk."key_id", u."step", chunk."seq" DESC, u."ord" DESC
),
"epoch" AS (
    SELECT "run_id", "step", ARRAY[
        max("value") FILTER (WHERE "name" = 'loss'), max("value") FILTER (WHERE "name" = 'val_loss'),
        max("value") FILTER (WHERE "name" = 'accuracy'), max("value") FILTER (WHERE "name" = 'val_accuracy')
    ] AS "four"
    FROM "value" GROUP BY "run_id", "step"
),
"best" AS (
    SELECT DISTINCT ON ("run_id") "run_id", "step", "four" FROM "epoch"
    WHERE abs("four"[2]) < 'Infinity' ORDER BY "run_id", "four"[2], "step"
)
UPDATE "run" SET
    "best_epoch" = (SELECT "step"::int FROM "best" WHERE "run_id" = "run"."id"),
    "best" = coalesce((SELECT "four" FROM "best" WHERE "run_id" = "run"."id"), '{}'),
    "last" = coalesce((SELECT "four" FROM "epoch" WHERE "run_id" = "run"."id" AND "step" = "run"."epoch"), '{}');
