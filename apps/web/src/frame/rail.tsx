'use client';

import { clsx } from 'clsx';
import { useQuery } from '@tanstack/react-query';
import { PanelLeft } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { count } from '../format/number.ts';
import { useTRPC } from '../trpc/client.ts';
import { useKeyAfter } from '../ui/use-key-after.ts';
import { useKey } from '../ui/use-key.ts';
import { Mark } from './mark.tsx';
import { isAt, places } from './nav.ts';
import { PlaceLink } from './place-link.tsx';
import { railCookie } from './rail-cookie.ts';

const item =
  'flex h-8 items-center gap-2.5 rounded-control px-2.5 whitespace-nowrap text-text-2 hover:bg-hover hover:text-text';
const here = 'bg-sunken font-name text-text dark:bg-raised';

/** Navigation at the left: 208 px wide, or 56 px when folded or on a narrow screen. */
export function Rail({ folded: foldedAtFirst }: { folded: boolean }) {
  const [folded, setFolded] = useState(foldedAtFirst);
  const path = usePathname();
  const router = useRouter();
  const trpc = useTRPC();
  const { data: counts } = useQuery(trpc.overview.counts.queryOptions());
  const wide = folded ? 'hidden' : 'max-lg:hidden';

  useEffect(() => {
    document.cookie = `${railCookie}=${folded ? 'folded' : 'open'}; path=/; max-age=31536000; samesite=lax`;
  }, [folded]);

  useKey('[', () => setFolded((old) => !old));
  useKeyAfter('g', (key) => {
    const place = places.find((each) => each.key === key);
    if (place) router.push(place.href);
  });

  return (
    <nav
      aria-label="Main"
      className={clsx(
        'sticky top-0 flex h-dvh shrink-0 flex-col gap-0.5 border-r border-line p-2 max-md:hidden',
        folded ? 'w-14' : 'w-14 lg:w-52',
      )}
    >
      <Link
        href="/"
        className="mb-2 flex h-9 items-center gap-2.5 rounded-control px-2 text-[14px] font-semibold tracking-[-0.01em]"
      >
        <Mark className="size-6 shrink-0 text-accent" />
        <span className={wide}>Tenbin</span>
        <span className="sr-only">, to the overview</span>
      </Link>
      {places.map((place) => (
        <PlaceLink
          key={place.href}
          href={place.href}
          title={`${place.name}, or press G ${place.key.toUpperCase()}`}
          aria-current={isAt(place, path) ? 'page' : undefined}
          className={clsx(item, isAt(place, path) && here)}
        >
          <place.icon className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
          <span className={folded ? 'sr-only' : 'max-lg:sr-only'}>{place.name}</span>
          {place.count && counts && counts[place.count] > 0 && (
            <span
              className={clsx(
                'ml-auto text-micro',
                place.count === 'overfitting' ? 'font-name text-overfitting' : 'font-normal text-text-3',
                wide,
              )}
            >
              {count(counts[place.count])}
            </span>
          )}
        </PlaceLink>
      ))}
      <button
        type="button"
        className={clsx(item, 'mt-auto max-lg:hidden')}
        aria-expanded={!folded}
        title={folded ? 'Unfold the rail' : undefined}
        onClick={() => setFolded(!folded)}
      >
        <PanelLeft className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
        <span className={folded ? 'sr-only' : ''}>{folded ? 'Unfold the rail' : 'Collapse'}</span>
        <kbd
          className={clsx(
            'ml-auto rounded-cell border border-line-2 bg-surface px-1 font-sans text-micro text-text-3',
            wide,
          )}
        >
          [
        </kbd>
      </button>
    </nav>
  );
}
