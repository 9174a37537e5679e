-- CreateTable
CREATE TABLE "sheet" (
    "run_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "pictures" JSONB NOT NULL,

    CONSTRAINT "sheet_pkey" PRIMARY KEY ("run_id","name")
);

-- AddForeignKey
ALTER TABLE "sheet" ADD CONSTRAINT "sheet_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
