import { AppError } from '@tenbin/contracts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { readEnv } from '../env.ts';

/** What one key may ask for in a second, and what an address without a key. */
interface Limiters {
  requests: RateLimiterMemory;
  kibibytes: RateLimiterMemory;
  strangers: RateLimiterMemory;
}

declare global {
  /** One for the process, however many bundles load this module. */
  var tenbinRates: Limiters | undefined;
}

const strangersASecond = 5;

function limiters(): Limiters {
  const { TENBIN_RATE_LIMIT_REQUESTS, TENBIN_RATE_LIMIT_BYTES } = readEnv();
  globalThis.tenbinRates ??= {
    requests: new RateLimiterMemory({ points: TENBIN_RATE_LIMIT_REQUESTS, duration: 1 }),
    kibibytes: new RateLimiterMemory({ points: Math.ceil(TENBIN_RATE_LIMIT_BYTES / 1024), duration: 1 }),
    strangers: new RateLimiterMemory({ points: strangersASecond, duration: 1 }),
  };
  return globalThis.tenbinRates;
}

/** @throws AppError `too_many_requests` whose `cause` says in how many seconds there is room again */
export async function countRequest(key: number, bytes: number): Promise<void> {
  const { requests, kibibytes } = limiters();
  await take(requests, String(key), 1);
  // A body that is larger than all of a second would never pass: it takes what there is.
  await take(kibibytes, String(key), Math.min(Math.ceil(bytes / 1024), kibibytes.points));
}

/** As `countRequest`, for who has shown no key that opens. */
export async function countStranger(address: string): Promise<void> {
  await take(limiters().strangers, address, 1);
}

async function take(limiter: RateLimiterMemory, who: string, points: number): Promise<void> {
  try {
    await limiter.consume(who, points);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AppError({
      code: 'too_many_requests',
      message: 'These are more requests than the server takes from one client in a second.',
      hint: 'Send larger batches less often; TENBIN_RATE_LIMIT_REQUESTS and TENBIN_RATE_LIMIT_BYTES raise the limits.',
      cause: Math.max(1, Math.ceil(error.msBeforeNext / 1000)),
    });
  }
}
