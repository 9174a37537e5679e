import { Card } from '../../ui/card.tsx';
import { RowsSkeleton, Skeleton } from '../../ui/skeleton.tsx';

/** The report on its way. */
export function OverfittingSkeleton() {
  return (
    <div aria-hidden>
      <Card className="flex flex-col gap-4 px-6 py-5">
        <Skeleton className="h-4 w-2/3" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="mt-2 h-2.5 w-full" />
      </Card>
      <div className="mt-4 grid grid-cols-2 gap-4 max-lg:grid-cols-1">
        <Card>
          <RowsSkeleton rows={8} />
        </Card>
        <Card>
          <RowsSkeleton rows={8} />
        </Card>
      </div>
      <Card className="mt-4">
        <RowsSkeleton rows={6} />
      </Card>
    </div>
  );
}
