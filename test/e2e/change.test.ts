import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Lab, startLab } from '../../src/lab/start-lab.ts';
import { createLogger } from '../../src/telemetry.ts';
import { startBrowser } from './browser.ts';
import { visit } from './visit.ts';

let lab: Lab;
let browser: Browser;

beforeAll(async () => {
  [lab, browser] = await Promise.all([
    startLab({
      alerts: true,
      warm: true,
      scenario: 'oom-low-limit',
      log: createLogger({ level: 'silent' }),
      pace: { wait: '0s', interval: '1s' },
    }),
    startBrowser(),
  ]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.close();
});

const cardOn = (page: Page) =>
  page.locator('.post-bot', { hasText: /Change \d+ · Set memory of payments-api/ }).first();

it('a change that an incident suggests is proposed by one person and approved, with a reason, by another', {
  timeout: 120_000,
}, async () => {
  const ann = await visit(browser, lab.page, { as: 'ann' });
  const bob = await visit(browser, lab.page, { as: 'bob', width: 420 });
  // Whom the bot has heard of in a channel is who its cards are refreshed for.
  const button = ann.page.getByRole('button', { name: 'Raise the limit to 384 MiB' }).first();
  await button.waitFor({ timeout: 60_000 });
  await bob.page.getByRole('button', { name: 'Acknowledge' }).first().click();
  await ann.page.getByText('acknowledged by Bob Castro').first().waitFor();

  await button.click();
  const [anns, bobs] = [cardOn(ann.page), cardOn(bob.page)];

  await anns.getByRole('button', { name: 'Withdraw' }).waitFor({ timeout: 60_000 });
  expect(await anns.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  await bobs.getByText('Ann Berg asks for your approval').waitFor();
  await bobs.getByLabel('Reason').fill('the peak is at the limit');
  await bobs.getByRole('button', { name: 'Approve' }).click();

  for (const card of [anns, bobs]) {
    await card.getByText(/Approved by Bob Castro at .*the peak is at the limit/).waitFor({ timeout: 30_000 });
    await card
      .getByText(/Made: its effect is being watched|^Done$/)
      .first()
      .waitFor({ timeout: 60_000 });
  }
  const limits = lab.world.workload('prod-weu', 'payments', 'payments-api').containers.map((it) => it.memoryLimitMiB);
  expect(limits).toContain(384);
  expect([...ann.complaints, ...bob.complaints]).toEqual([]);
});
