import type { Metadata } from 'next';
import { NewSweepPage } from '../../../features/new-sweep/new-sweep-page.tsx';

export const metadata: Metadata = { title: 'New sweep' };

export default function Page() {
  return <NewSweepPage />;
}
