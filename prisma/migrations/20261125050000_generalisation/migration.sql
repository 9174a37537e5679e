-- AlterTable
ALTER TABLE "run" ADD COLUMN     "generalisation" JSONB;

-- AlterTable
ALTER TABLE "sweep" ADD COLUMN     "cure_of" INTEGER;

-- CreateIndex
CREATE INDEX "sweep_cure_of_idx" ON "sweep"("cure_of");

-- AddForeignKey
ALTER TABLE "sweep" ADD CONSTRAINT "sweep_cure_of_fkey" FOREIGN KEY ("cure_of") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;
