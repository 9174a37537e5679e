import { PageHead } from '../../frame/page-frame.tsx';
import { Card } from '../../ui/card.tsx';
import { ChartSkeleton, Skeleton } from '../../ui/skeleton.tsx';

/** A run on its way. */
export function RunSkeleton({ id }: { id: number }) {
  return (
    <>
      <PageHead title={`Run #${id}`} />
      <Card className="flex h-44 flex-col gap-4 p-6" aria-hidden>
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-4 w-1/3" />
        <div className="mt-3 flex gap-8">
          <Skeleton className="h-8 w-20" />
          <Skeleton className="h-8 w-20" />
          <Skeleton className="h-8 w-20" />
        </div>
      </Card>
      <div className="mt-4 grid grid-cols-12 gap-4 max-md:grid-cols-1">
        <Card className="col-span-7 p-4 max-md:col-span-1">
          <ChartSkeleton title="loss and val_loss" height={260} />
        </Card>
        <Card className="col-span-5 p-4 max-md:col-span-1">
          <ChartSkeleton title="accuracy and val_accuracy" height={260} />
        </Card>
      </div>
    </>
  );
}
