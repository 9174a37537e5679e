-- AlterEnum
ALTER TYPE "run_status" ADD VALUE 'queued';
ALTER TYPE "run_status" ADD VALUE 'paused';
ALTER TYPE "run_status" ADD VALUE 'pruned';
