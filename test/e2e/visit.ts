import type { Browser, Locator, Page } from 'playwright-core';

/** Somebody at the page, with a browser window of their own. */
export interface Visit {
  page: Page;
  /** What the browser complained of: console errors, exceptions, failed requests. */
  complaints: string[];
  /** Types into a new thread of the channel, and gives the bot's finished answer there. */
  ask(question: string): Promise<Locator>;
}

/** How long an answer may take, in milliseconds: the first one warms the query engine up. */
const patienceMs = 60_000;

/** Opens the page as a person, in a channel. */
export async function visit(
  browser: Browser,
  url: string,
  o: { as: string; in?: string; width?: number; height?: number; theme?: string },
): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: o.width ?? 1200, height: o.height ?? 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on(
    'response',
    (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`),
  );
  await page.goto(`${url}?as=${o.as}&in=${o.in ?? 'on-call'}&theme=${o.theme ?? 'light'}`);
  // The page listens to nobody before it knows who looks.
  await page.locator('#people :checked').waitFor({ state: 'attached' });

  async function ask(question: string): Promise<Locator> {
    await page.getByLabel('Message to Watchkeeper').fill(question);
    const before = await page.locator('.thread').count();
    await page.keyboard.press('Enter');
    const thread = page.locator('.thread').nth(before);
    return finished(thread.locator('.post-bot').last());
  }
  return { page, complaints, ask };
}

/** Waits until a post is an answer, not the card that says that the work goes on. */
export async function finished(post: Locator): Promise<Locator> {
  await post
    .and(post.page().locator('.post-bot:has(.card):not(:has([role=progressbar]))'))
    .waitFor({ timeout: patienceMs });
  return post;
}

/** Whether nothing on the page sticks out sideways. */
export async function fitsItsWidth(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { document, innerWidth } = globalThis as unknown as {
      innerWidth: number;
      document: {
        documentElement: { scrollWidth: number };
        querySelectorAll(css: string): Iterable<{ scrollWidth: number; clientWidth: number }>;
      };
    };
    const cards = [...document.querySelectorAll('.card, #scroller')];
    return (
      document.documentElement.scrollWidth <= innerWidth && cards.every((it) => it.scrollWidth <= it.clientWidth + 1)
    );
  });
}
