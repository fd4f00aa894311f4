import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
  element('unknown', { type: 'Chart.Gauge', value: 3, fallback }),
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
    gallery,
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
  await expect.poll(() => figure('donut').locator('circle').count()).toBe(2);
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
