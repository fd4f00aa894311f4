import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { elementSamples } from '../../../src/lab/gallery/element-samples.ts';
import { labPeople } from '../../../src/lab/page/people.ts';
import { type RunningPage, startPage } from '../../../src/lab/page/start-page.ts';
import { systemClock } from '../../../src/model/clock.ts';
import { startBrowser } from '../../e2e/browser.ts';

const element = (sample: string, ...body: Record<string, unknown>[]) => ({
  card: 'elements',
  sample,
  make: () => ({ template: 'elements', summary: sample, json: { type: 'AdaptiveCard', version: '1.5', body } }),
});
const fallback = { type: 'TextBlock', text: 'In words' };
const gallery = [
  element('line', {
    type: 'Chart.Line',
    title: 'Memory',
    yAxisTitle: 'MiB',
    data: [
      {
        legend: 'api',
        color: 'good',
        values: [
          { x: '10:00', y: 100 },
          { x: '10:05', y: 250 },
        ],
      },
      {
        legend: 'limit',
        color: 'attention',
        values: [
          { x: '10:00', y: 256 },
          { x: '10:05', y: 256 },
        ],
      },
    ],
    fallback,
  }),
  element('bars', {
    type: 'Chart.VerticalBar',
    title: 'Pods',
    showBarValues: true,
    data: [
      { x: 'ready', y: 3 },
      { x: 'failing', y: 1 },
    ],
    fallback,
  }),
  element('donut', {
    type: 'Chart.Donut',
    title: 'States',
    value: '4',
    data: [
      { legend: 'ready', value: 3 },
      { legend: 'failing', value: 1 },
    ],
    fallback,
  }),
  element('code', {
    type: 'CodeBlock',
    codeSnippet: 'one\n<b>two</b>',
    language: 'PlainText',
    startLineNumber: 7,
    fallback,
  }),
  element('badge', { type: 'Badge', text: 'High', style: 'Attention', fallback }),
  element('progress', { type: 'ProgressBar', value: 30, fallback }),
  element('unknown', { type: 'Chart.Sunburst', value: 3, fallback }),
  element('broken', { type: 'Chart.Line', data: 'nothing', fallback }),
];

let browser: Browser;
let server: RunningPage;
let page: Page;

beforeAll(async () => {
  server = await startPage({
    bot: () => 'http://127.0.0.1:9/',
    clock: systemClock,
    people: labPeople,
    scenarios: [],
    onScenario: async () => undefined,
    gallery: [...gallery, ...elementSamples],
  });
  browser = await startBrowser();
  page = await browser.newPage();
  await page.goto(`${server.url}gallery`);
  await page.locator('html[data-ready=true]').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const figure = (sample: string) => page.locator(`figure[data-sample="elements/${sample}"]`);

it('draws a line chart with a line for each series, and says it in words', async () => {
  await expect.poll(() => figure('line').locator('polyline').count()).toBe(2);
  expect(await figure('line').getByRole('img').getAttribute('aria-label')).toBe(
    'Memory: api highest 250 MiB; limit highest 256 MiB.',
  );
  expect(await figure('line').getByText('In words').count()).toBe(0);
});

it('draws a bar for each category', async () => {
  await expect.poll(() => figure('bars').locator('rect').count()).toBe(2);
  expect(await figure('bars').getByRole('img').getAttribute('aria-label')).toBe('Pods: ready 3, failing 1.');
});

it('draws an arc for each part of a donut', async () => {
  await expect.poll(() => figure('donut').locator('path').count()).toBe(2);
});

it('shows code verbatim with its line numbers', async () => {
  expect(await figure('code').locator('.code-line').allTextContents()).toEqual(['one\n', '<b>two</b>\n']);
  expect(await figure('code').locator('.code-line').first().getAttribute('data-line')).toBe('7');
});

it('shows a badge and how far something is', async () => {
  expect(await figure('badge').locator('.badge').textContent()).toBe('High');
  expect(await figure('progress').getByRole('progressbar').getAttribute('aria-valuenow')).toBe('30');
});

it('takes the fallback of what it does not know', async () => {
  expect(await figure('unknown').getByText('In words').count()).toBe(1);
});

it('says that there are no values rather than drawing none', async () => {
  expect(await figure('broken').getByText('No values.').count()).toBe(1);
});

it.each([
  ['gauge', 'CPU of prod-weu: 71 % of what can be allocated, Busy; from 0 to 100.', 3],
  ['gauge as a fraction', 'Ready nodes: 5/6 nodes are ready; from 0 to 6.', 2],
  ['parts of a whole', 'Pods by namespace: shop 24 (60 %), payments 12 (30 %), analytics 4 (10 %).', 3],
  [
    'stacked horizontal bars',
    'Findings by image: payments-api:1.8: Critical 2, High 9, Medium 14; storefront:5.2.0: High 3, Medium 5.',
    5,
  ],
  [
    'grouped bars',
    'Pods by state: 10:00 Running 48 and Failing 1 and Pending 0, 10:05 Running 47 and Failing 2 and Pending 1, 10:10 Running 44 and Failing 5 and Pending 2.',
    9,
  ],
  ['pie', 'Nodes by pool: user 6, system 3, spot 2.', 3],
])('draws %s and says it in words', async (sample, words, pieces) => {
  await expect.poll(() => figure(sample).locator('.piece').count()).toBe(pieces);
  expect(await figure(sample).getByRole('img').getAttribute('aria-label')).toBe(words);
});

it('stacks bars on each other instead of side by side', async () => {
  const lefts = await figure('stacked bars')
    .locator('[data-mark="2"]')
    .evaluateAll((bars) => bars.map((it) => it.getAttribute('x')));

  expect(lefts).toHaveLength(3);
  expect(new Set(lefts).size).toBe(1);
});

it('tells a value under the pointer, and hides it when the pointer leaves', async () => {
  await figure('horizontal bars').locator('.piece').first().hover();
  await figure('horizontal bars')
    .locator('.readout', { hasText: 'payments-api / api' })
    .getByText('21')
    .last()
    .waitFor();

  await page.mouse.move(0, 0);
  await figure('horizontal bars').locator('.readout').waitFor({ state: 'hidden' });
});

it('tells the values one by one by keyboard alone', async () => {
  const readout = figure('line').getByRole('status');
  await figure('line').locator('.chart-drawing').focus();
  await page.keyboard.press('Home');
  await expect.poll(() => readout.locator('.unseen').textContent()).toBe('10:00: api 100 MiB, limit 256 MiB');

  await page.keyboard.press('ArrowRight');
  expect(await readout.locator('.unseen').textContent()).toBe('10:05: api 250 MiB, limit 256 MiB');
  await page.keyboard.press('Escape');
  await readout.waitFor({ state: 'hidden' });
});

it('draws an icon under its name in words, and a ring for a name that it does not know', async () => {
  await figure('icons').getByRole('img', { name: 'Shield Error' }).waitFor();
  await figure('icons').getByRole('img', { name: 'No Such Icon' }).waitFor();
  expect(await figure('progress ring').getByRole('progressbar', { name: 'Asking Log Analytics' }).count()).toBe(1);
});
