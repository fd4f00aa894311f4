import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Lab, startLab } from '../../src/lab/start-lab.ts';
import { createLogger } from '../../src/telemetry.ts';
import { startBrowser } from './browser.ts';
import { visit } from './visit.ts';

let lab: Lab;
let browser: Browser;

beforeAll(async () => {
  [lab, browser] = await Promise.all([
    startLab({ alerts: true, log: createLogger({ level: 'silent' }), pace: { wait: '0s', interval: '1s' } }),
    startBrowser(),
  ]);
  // Diagnoses have their own tests.
  lab.azure.faults.set('resource-graph', { status: 403 });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.close();
});

/** The colour behind a card's head. */
const headColor = (card: Locator) =>
  card
    .locator('.ac-container')
    .nth(1)
    .evaluate((head: unknown) => (globalThis as unknown as Style).getComputedStyle(head).backgroundColor);
interface Style {
  getComputedStyle(element: unknown): { backgroundColor: string };
}

it('an alert becomes a card that is acknowledged for everybody, told below, and turns green in place', {
  timeout: 90_000,
}, async () => {
  const { page, complaints } = await visit(browser, lab.page, { as: 'ann' });
  const bob = await visit(browser, lab.page, { as: 'bob' });
  await page.getByText('Break something').click();
  await page.getByRole('button', { name: 'Azure Monitor', exact: true }).click();
  const thread = page.locator('.thread', { hasText: 'crash looping' });
  const card = thread.locator('.post-bot').first();
  await card.getByRole('button', { name: 'Acknowledge' }).waitFor();
  const [open, threads] = [await headColor(card), await page.locator('.thread').count()];

  await card.getByRole('button', { name: 'Acknowledge' }).click();

  await card
    .getByText(/acknowledged by Ann Berg/i)
    .first()
    .waitFor();
  expect(await card.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
  // Beside it the thread may tell that the cause could not be looked into.
  await thread.locator('.post-bot').filter({ hasText: 'Acknowledged by Ann Berg' }).last().waitFor();
  expect(await thread.locator('.reply-count').textContent()).toMatch(/^\d repl(y|ies)$/);
  const bobs = bob.page.locator('.thread', { hasText: 'crash looping' }).locator('.post-bot').first();
  await bobs
    .getByText(/acknowledged by Ann Berg/i)
    .first()
    .waitFor();

  await page.getByText('Break something').click();
  await page.getByRole('button', { name: 'Heal it' }).click();
  await card.getByRole('button', { name: 'Reopen' }).waitFor();

  expect(await headColor(card)).not.toBe(open);
  expect(await card.textContent()).toMatch(/over/i);
  expect(await page.locator('.thread').count()).toBe(threads);
  expect([...complaints, ...bob.complaints]).toEqual([]);
});
