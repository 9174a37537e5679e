'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ComponentProps } from 'react';

/** A link that fetches its page once somebody is about to follow it: not while the page that is open still loads. */
export function PlaceLink({ href, ...rest }: ComponentProps<typeof Link> & { href: string }) {
  const router = useRouter();
  const warm = (): void => router.prefetch(href);
  return <Link href={href} prefetch={false} onPointerEnter={warm} onFocus={warm} {...rest} />;
}
