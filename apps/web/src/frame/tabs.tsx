'use client';

import { clsx } from 'clsx';
import { usePathname } from 'next/navigation';
import { isAt, places } from './nav.ts';
import { PlaceLink } from './place-link.tsx';

/** Navigation at the bottom, on phones. */
export function Tabs() {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 grid h-15 grid-cols-5 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {places.map((place) => (
        <PlaceLink
          key={place.href}
          href={place.href}
          aria-current={isAt(place, path) ? 'page' : undefined}
          className={clsx(
            'flex flex-col items-center justify-center gap-0.5 text-micro',
            isAt(place, path) ? 'font-semibold text-accent-text' : 'text-text-3',
          )}
        >
          <place.icon className="size-5" strokeWidth={1.75} aria-hidden />
          {place.short ?? place.name}
        </PlaceLink>
      ))}
    </nav>
  );
}
