import type { Browser, Page } from 'playwright-core';

/** What a page cost. */
export interface PageCost {
  /** From the address until what was waited for could be seen, in milliseconds. */
  ms: number;
  /** That came over the network, as it came, in KiB. */
  kib: number;
}

/** How long a page may take at all, in milliseconds. */
const patienceMs = 120_000;

/** Opens a page in a browser that knows nothing of it, and waits until `isReady` holds in it. */
export async function costOf(
  browser: Browser,
  url: string,
  isReady: (page: Page) => Promise<unknown>,
): Promise<PageCost> {
  await using context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const from = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await isReady(page);
  const ms = performance.now() - from;
  // What a page still loads behind what is seen counts too.
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {});
  return { ms, kib: bytes / 1024 };
}

/** Frames a second while a page is scrolled from its top to its bottom for two seconds. */
export async function scrollRate(
  browser: Browser,
  url: string,
  isReady: (page: Page) => Promise<unknown>,
): Promise<number> {
  await using context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await isReady(page);
  return await page.evaluate<number>(`new Promise((done) => {
    const seconds = 2;
    const from = performance.now();
    let frames = 0;
    const step = (now) => {
      frames += 1;
      const share = Math.min(1, (now - from) / 1000 / seconds);
      window.scrollTo(0, share * document.documentElement.scrollHeight);
      if (share < 1) requestAnimationFrame(step);
      else done(frames / seconds);
    };
    requestAnimationFrame(step);
  })`);
}
