import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { elementSamples } from '../../src/lab/gallery/element-samples.ts';
import { samples as cardSamples } from '../../src/lab/gallery/samples.ts';
import { labPeople } from '../../src/lab/page/people.ts';
import { type RunningPage, startPage } from '../../src/lab/page/start-page.ts';
import { systemClock } from '../../src/model/clock.ts';
import { startBrowser } from './browser.ts';
import { fitsItsWidth } from './visit.ts';

const samples = [...cardSamples, ...elementSamples];
let page: RunningPage;
let browser: Browser;

beforeAll(async () => {
  page = await startPage({
    bot: () => 'http://127.0.0.1:9/',
    clock: systemClock,
    people: labPeople,
    scenarios: [],
    onScenario: async () => undefined,
    gallery: samples,
  });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await page?.close();
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

async function open(search: string, width: number) {
  const tab = await browser.newPage({ viewport: { width, height: 900 } });
  const complaints: string[] = [];
  tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(String(error)));
  await tab.goto(`${page.url}gallery?${search}`);
  await tab.locator('html[data-ready=true]').waitFor();
  return { tab, complaints };
}

/** How wide a card is does not depend on its colours: each width and each theme is drawn once. */
it.each([
  ['light', 360],
  ['dark', 900],
] as const)(
  'the gallery, %s, draws every sample of every card at a width of %i without sticking out',
  {
    timeout: 60_000,
  },
  async (theme, width) => {
    const { tab, complaints } = await open(`theme=${theme}&width=${width < 400 ? 'narrow' : 'wide'}`, width);

    expect(await tab.locator('figure[data-sample]').count()).toBe(samples.length);
    expect(await tab.locator('figure[data-sample] .ac-adaptiveCard').count()).toBe(samples.length);
    expect(await fitsItsWidth(tab)).toBe(true);
    expect(complaints).toEqual([]);
  },
);

it('shows one sample of one card when its address says so', async () => {
  const [{ card, sample }] = samples as [(typeof samples)[number]];

  const { tab } = await open(new URLSearchParams({ card, sample }).toString(), 900);

  expect(await tab.locator('figure[data-sample]').count()).toBe(1);
  expect(await tab.locator('figure[data-sample]').getAttribute('data-sample')).toBe(`${card}/${sample}`);
});

it('makes nothing but text of hostile text', { timeout: 60_000 }, async () => {
  const { tab } = await open('', 900);
  const hostile = tab.locator('figure[data-sample*="hostile"]');

  expect(await hostile.count()).toBeGreaterThan(0);
  // A policy's own page in the portal is a link of ours.
  const ours = '[href^="https://portal.azure.com/#blade/Microsoft_Azure_Policy/"]';
  const made = `.card a:not(${ours}), .card script, .card img, .card .mention, .card em`;
  expect(await hostile.locator(made).count()).toBe(0);
});
