import { Card } from '../../ui/card.tsx';
import { RowsSkeleton, Skeleton } from '../../ui/skeleton.tsx';

/** The overview on its way. */
export function OverviewSkeleton() {
  return (
    <>
      <div aria-hidden className="flex gap-12 pt-1 pb-5">
        {['a', 'b', 'c'].map((key) => (
          <div key={key} className="flex flex-col gap-3 py-1">
            <Skeleton className="h-2.5 w-20" />
            <Skeleton className="h-6 w-28" />
            <Skeleton className="h-2.5 w-24" />
          </div>
        ))}
      </div>
      <div className="grid grid-cols-12 gap-4 max-lg:grid-cols-1">
        <div className="col-span-8 grid gap-4 max-lg:col-span-1">
          <Card>
            <RowsSkeleton rows={4} />
          </Card>
          <Card>
            <RowsSkeleton rows={5} />
          </Card>
        </div>
        <Card className="col-span-4 max-lg:col-span-1">
          <RowsSkeleton rows={6} />
        </Card>
      </div>
    </>
  );
}
