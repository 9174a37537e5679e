import type { Metadata } from 'next';
import { OverfittingPage } from '../../features/overfitting/overfitting-page.tsx';

export const metadata: Metadata = { title: 'Overfitting' };

export default function Page() {
  return <OverfittingPage />;
}
