import { Card } from '../../ui/card.tsx';
import { ChartSkeleton, RowsSkeleton, Skeleton } from '../../ui/skeleton.tsx';

/** The runs page on its way. */
export function RunsSkeleton() {
  return (
    <>
      <Card className="grid grid-cols-3 gap-6 px-4 pt-4 pb-2 max-lg:grid-cols-2 max-md:grid-cols-1">
        <ChartSkeleton title="val_loss" />
        <div className="max-md:hidden">
          <ChartSkeleton title="val_accuracy" />
        </div>
        <div className="max-lg:hidden">
          <ChartSkeleton title="gap" />
        </div>
      </Card>
      <div aria-hidden className="mt-4 mb-2 flex gap-2">
        <Skeleton className="h-8 grow rounded-control" />
        <Skeleton className="h-8 w-28 rounded-control" />
      </div>
      <Card>
        <RowsSkeleton rows={14} />
      </Card>
    </>
  );
}
