import { PageFrame } from '../frame/page-frame.tsx';
import { ButtonLink } from '../ui/button.tsx';

/** An address that leads nowhere: no such page, or no such run or sweep. */
export default function NotFound() {
  return (
    <PageFrame crumbs={[{ name: 'Not found' }]}>
      <div className="mt-12 max-w-[56ch] max-md:mt-6">
        <h1 className="text-hero font-semibold tracking-[-0.022em]">Nothing is here</h1>
        <p className="mt-2 text-lead text-text-2">
          No page, run or sweep has this address. It may have been deleted, or the address was cut short.
        </p>
        <div className="mt-6 flex gap-2">
          <ButtonLink look="primary" href="/runs">
            Show all runs
          </ButtonLink>
          <ButtonLink href="/sweeps">Show all sweeps</ButtonLink>
        </div>
      </div>
    </PageFrame>
  );
}
