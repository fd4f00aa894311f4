import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../../src/lab/start-lab.ts';
import { startBrowser } from './browser.ts';
import { finished, fitsItsWidth, visit } from './visit.ts';

let lab: Lab;
let browser: Browser;

beforeAll(async () => {
  lab = await startLab();
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.close();
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

/** An answer is waited for by its own patience, which ends before this. */
const slow = 90_000;

describe('the three questions, typed in a channel', () => {
  it('why OOMKilled payments-api: the limit is too low, with numbers, evidence and a next step', {
    timeout: slow,
  }, async () => {
    const { ask, complaints } = await visit(browser, lab.page, { as: 'ann' });

    const answer = await ask('why OOMKilled payments-api');

    const text = await answer.textContent();
    expect(text).toMatch(/needs more than its 256 MiB: OOM-killed (at least )?\d+ times/);
    expect(text).toContain('every replica (3 of 3)');
    expect(text).toContain('Raise the memory limit of container api from 256 MiB to 384 MiB');
    expect(text).toContain('Kubernetes API · pods in payments');
    expect(text).toContain('Log Analytics · Perf');
    expect(
      await answer
        .getByRole('img', { name: /Memory of container api/ })
        .locator('polyline')
        .count(),
    ).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
  });

  it('cluster health prod-weu: nodes, pods of users and of the system apart, use, restarts', {
    timeout: slow,
  }, async () => {
    const { ask, complaints } = await visit(browser, lab.page, { as: 'ann' });

    const answer = await ask('cluster health prod-weu');

    const text = await answer.textContent();
    expect(text).toMatch(/User pods\s*\d+ running/);
    expect(text).toMatch(/System pods\s*\d+ running/);
    expect(text).toMatch(/Nodes\s*6 ready/);
    expect(text).toMatch(/CPU in use\s*\d+ %/);
    expect(text).toMatch(/\d+× payments-api/);
    expect(complaints).toEqual([]);
  });

  it('scan image payments-api:1.8: what is exploited comes first, and where it runs', { timeout: slow }, async () => {
    const { ask, complaints } = await visit(browser, lab.page, { as: 'eve', in: 'security' });

    const answer = await ask('scan image payments-api:1.8');

    const text = await answer.textContent();
    expect(text).toMatch(/2 CVEs exploited in the wild/);
    expect(text).toContain('prod-weu / payments / payments-api');
    expect(text?.indexOf('CVE-2021-44228')).toBeLessThan(text?.indexOf('CVE-2024-5535') ?? 0);
    expect(complaints).toEqual([]);
  });
});

it('offers what was meant when a name is mistyped, and the offer can be pressed', { timeout: slow }, async () => {
  const { ask, page, complaints } = await visit(browser, lab.page, { as: 'ann' });

  const offer = await ask('clster helth prod-weu');
  expect(await offer.textContent()).toContain('Did you mean');
  await offer.getByRole('button', { name: 'cluster health prod-weu' }).click();

  await page.locator('.thread').last().getByText('System pods').waitFor({ timeout: 60_000 });
  expect(complaints).toEqual([]);
});

it('asks which one when a question leaves it open, and the choice becomes the answer', { timeout: slow }, async () => {
  const { ask, page, complaints } = await visit(browser, lab.page, { as: 'ann' });

  const picker = await ask('cluster health');
  expect(await picker.textContent()).toContain('Which cluster?');
  await picker.getByRole('button', { name: /staging-weu/ }).click();

  const thread = page.locator('.thread').last();
  await thread.getByText('System pods').waitFor({ timeout: 60_000 });
  expect(await thread.locator('.post-bot').last().textContent()).toContain('staging-weu · staging');
  expect(complaints).toEqual([]);
});

it('takes a question in a thread to be about the thread’s subject', { timeout: slow }, async () => {
  const { ask, page, complaints } = await visit(browser, lab.page, { as: 'ann' });
  await ask('scan image payments-api:1.8');
  const thread = page.locator('.thread').last();

  await thread.getByRole('button', { name: 'Reply' }).click();
  await page.keyboard.type('why');
  await page.keyboard.press('Enter');

  const answer = await finished(thread.locator('.post-bot').nth(1));
  expect(await answer.textContent()).toContain('prod-weu / payments / payments-api');
  expect(complaints).toEqual([]);
});

it('refuses an outsider politely, and says whom to ask', { timeout: slow }, async () => {
  const { ask } = await visit(browser, lab.page, { as: 'mallory' });

  const refusal = await ask('cluster health prod-weu');

  expect(await refusal.textContent()).toContain('You are not on my list');
  expect(await refusal.textContent()).not.toContain('System pods');
});

it('fits a phone, in the dark too', { timeout: slow }, async () => {
  const { ask, page, complaints } = await visit(browser, lab.page, {
    as: 'bob',
    width: 360,
    height: 740,
    theme: 'dark',
  });

  await ask('why OOMKilled payments-api');
  await ask('scan image payments-api:1.8');
  await ask('help');
  expect(await fitsItsWidth(page)).toBe(true);

  await page.getByRole('button', { name: 'People and channels' }).click();
  await page.getByRole('button', { name: 'security' }).click();
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('# security');
  expect(complaints).toEqual([]);
});

it('shows an Azure that is partly down as named gaps with the next step, beside what could be read', {
  timeout: slow,
}, async () => {
  const { ask, page, complaints } = await visit(browser, lab.page, { as: 'ann' });
  await page.getByText('Break something').click();
  await page.getByRole('button', { name: /partly down/ }).click();
  await page.locator('#told', { hasText: 'Log Analytics is throttled' }).waitFor();

  const answer = await ask('cluster health prod-weu');

  const text = await answer.textContent();
  expect(text).toMatch(/things could not be read/);
  expect(text).toContain('Log Analytics asks to slow down');
  expect(text).toContain('Security Reader');
  expect(text).toMatch(/Nodes\s*6 ready/);
  expect(complaints).toEqual([]);
});

it('heals what was broken: nothing is wrong now, and what happened stays', { timeout: slow }, async () => {
  const { ask, page, complaints } = await visit(browser, lab.page, { as: 'ann' });
  await page.getByText('Break something').click();
  await page.getByLabel('Find a trouble').fill('probe');
  await page.getByRole('button', { name: /A probe on the wrong port.*Break it/ }).click();
  await page.locator('#told', { hasText: 'readiness probe asks port 8081' }).waitFor();
  const first = page.locator('#welcome-hints, #hints').getByRole('button').filter({ visible: true }).first();
  await expect.poll(() => first.textContent()).toBe('why checkout-api in prod-weu');
  await page.getByText('Break something').click();
  await page.locator('#playing', { hasText: 'Broken now' }).waitFor();

  await page.getByRole('button', { name: 'Heal it' }).click();
  await page.locator('#told', { hasText: 'Healed' }).waitFor();

  expect(await (await ask('why checkout-api in prod-weu')).textContent()).toContain(
    'Nothing is wrong now: 3 of 3 pods',
  );
  const { pods } = lab.world.cluster('prod-weu');
  expect(pods.filter((it) => it.workload.name === 'checkout-api' && it.goneAt)).not.toEqual([]);
  await page.getByText('Break something').click();
  await page.locator('#playing', { hasText: 'Healed' }).waitFor();
  expect(await page.getByRole('button', { name: 'Heal it' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('makes an API slow and lets another refuse, by keyboard, and puts all back to normal', {
  timeout: slow,
}, async () => {
  const { ask, page, complaints } = await visit(browser, lab.page, { as: 'ann' });
  lab.azure.faults.clear();
  await page.getByRole('button', { name: 'Azure calls' }).press('Enter');
  await page.getByRole('tab', { name: 'What it was asked' }).press('ArrowRight');
  const latency = page.getByLabel('Latency of Resource Graph');
  await latency.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.getByLabel('Answer of Defender for Cloud').selectOption('forbidden (403)');
  const told = page.locator('#weather');
  await told.getByText('Resource Graph waits 0.5 s').waitFor();
  await told.getByText('Defender for Cloud forbids (403)').waitFor();
  expect(await latency.getAttribute('aria-valuetext')).toBe('0.5 s');
  expect(lab.azure.faults.of('resource-graph')).toEqual({ latencyMs: 500 });

  expect(await (await ask('cluster health prod-weu')).textContent()).toContain('Security Reader');
  await page.getByRole('tab', { name: 'Slow or failing' }).press('ArrowLeft');
  const calls = page.getByRole('list', { name: 'Requests, newest first' });
  await calls
    .locator('li', { hasText: 'Resource Graph' })
    .filter({ hasText: /200\d{3,} ms/ })
    .first()
    .waitFor();
  expect(await calls.locator('.azure-trouble').allTextContents()).toContain('403');

  await told.getByRole('button', { name: 'All back to normal' }).click();
  await told.waitFor({ state: 'hidden' });
  expect(lab.azure.faults.of('defender')).toBeUndefined();
  expect(complaints).toEqual([]);
});

it('shows what Azure was asked on a phone too, as a sheet that Escape closes', { timeout: slow }, async () => {
  const { ask, page, complaints } = await visit(browser, lab.page, { as: 'ann', width: 360, height: 740 });
  await ask('scan image ledger:4.0.1');

  await page.getByRole('button', { name: 'Azure calls' }).click();
  await page.getByRole('tab', { name: 'Slow or failing' }).click();

  const sheet = await page.getByRole('complementary', { name: 'Azure' }).boundingBox();
  expect(sheet).toMatchObject({ x: 0, width: 360 });
  await page.getByLabel('Answer of Managed Prometheus').waitFor();
  expect(await fitsItsWidth(page)).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('complementary', { name: 'Azure' }).waitFor({ state: 'hidden' });
  expect(complaints).toEqual([]);
});
