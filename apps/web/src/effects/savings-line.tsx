import type { Savings } from '@tenbin/metrics';
import { savingsInWords } from './savings-in-words.ts';

/** What stopping runs when they were known to overfit has saved, or would have; nothing when no run overfits. */
export function SavingsLine({ savings }: { savings: Savings }) {
  const sentences = savingsInWords(savings);
  if (sentences.length === 0) return null;
  return (
    <p className="mt-3 border-t border-line pt-3 text-small text-pretty text-text-2">{sentences.join(' ')}</p>
  );
}
