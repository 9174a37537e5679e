import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Commands } from '../frame/command/commands.tsx';
import { railCookie } from '../frame/rail-cookie.ts';
import { Rail } from '../frame/rail.tsx';
import { Tabs } from '../frame/tabs.tsx';
import { startCursor } from '../server/start-cursor.ts';
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has no name
import './globals.css';
import { Providers } from './providers.tsx';

export const metadata: Metadata = {
  title: { default: 'Tenbin', template: '%s · Tenbin' },
  description: 'Which runs overfit, when, and by how much.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

export default async function Layout({ children }: { children: ReactNode }) {
  const [jar, cursor] = await Promise.all([cookies(), startCursor()]);
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <Providers cursor={cursor}>
          <div className="flex min-h-dvh">
            <Rail folded={jar.get(railCookie)?.value === 'folded'} />
            {children}
          </div>
          <Tabs />
          <Commands />
        </Providers>
      </body>
    </html>
  );
}
