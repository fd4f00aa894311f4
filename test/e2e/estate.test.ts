import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Lab, startLab } from '../../src/lab/start-lab.ts';
import { startBrowser } from './browser.ts';
import { finished, fitsItsWidth, visit } from './visit.ts';

let lab: Lab;
let browser: Browser;

beforeAll(async () => {
  [lab, browser] = await Promise.all([startLab({ images: true, warm: true }), startBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.close();
});

const slow = { timeout: 120_000 };

it(
  'leads from the worst image of the estate over its findings and the gate to a change to the version that mends it',
  slow,
  async () => {
    const { ask, page, complaints } = await visit(browser, lab.page, {
      as: 'eve',
      in: 'security',
      width: 420,
      theme: 'dark',
    });
    const thread = () => page.locator('.thread').last();
    const last = () => finished(thread().locator('.post-bot').last());

    let ranking = await ask('images vulnerable');
    // The estate is read in the background from the start on.
    while (!(await ranking.textContent())?.includes('can be attacked today')) {
      await ranking.getByRole('button', { name: 'Look again' }).click();
      ranking = await last();
    }
    expect(await ranking.textContent()).toMatch(/payments-api:1\.8.*CVE-2021-44228 exploited in the wild/s);
    expect(await fitsItsWidth(page)).toBe(true);

    await ranking.getByText('payments-api:1.8').first().click();
    await thread().getByText('2 CVEs exploited in the wild').first().waitFor();
    await thread().getByRole('button', { name: 'Does it pass the gate?' }).click();
    await thread().getByText('Fails the gate "default"').first().waitFor();

    await thread().getByRole('button', { name: 'Roll payments-api to 1.8.1' }).first().click();
    await thread()
      .getByText(/Change \d+ · .*1\.8\.1/)
      .first()
      .waitFor();
    await thread().getByText('Somebody else has to approve it').first().waitFor();
    expect(await fitsItsWidth(page)).toBe(true);
    expect(complaints).toEqual([]);
  },
);

it(
  'walks from the critical cluster over its node, the workload and the container to the log, in one thread',
  slow,
  async () => {
    const { ask, page, complaints } = await visit(browser, lab.page, { as: 'ann', width: 420 });
    await ask('clusters');
    const thread = page.locator('.thread').last();

    // Each card's worst is on top; "payments-api" is what is wrong on the node, then the workload.
    const steps = [
      [/Critical\s*prod-weu/, /nodes in prod-weu need a look/],
      [/1 pod in trouble: payments-api/, /is critical: payments-api/],
      [/Critical\s*payments-api/, /containers of payments-api are critical/],
      [/Critical\s*api/, /container api of payments-api-/],
    ] as const;
    for (const [row, next] of steps) {
      await thread.locator('.post-bot').last().getByRole('button').filter({ hasText: row }).first().click();
      await thread.getByText(next).first().waitFor();
      expect(await fitsItsWidth(page)).toBe(true);
    }

    expect(await thread.locator('.post-bot').count()).toBe(5);
    expect(complaints).toEqual([]);
  },
);

it('leads from the score of the estate over a practice and a cluster to a fix that is proposed', slow, async () => {
  const { ask, page, complaints } = await visit(browser, lab.page, { as: 'ann', width: 360 });
  await ask('posture');
  const thread = page.locator('.thread').last();

  const steps = [
    ['Role-based access control', /Role-based access control: \d+ %, \d+ failures/],
    ['dev-weu', /dev-weu, Role-based access control: \d+ %/],
    ['Disable local accounts', /Disable the local accounts of cluster dev-weu/],
  ] as const;
  for (const [press, next] of steps) {
    await thread.locator('.post-bot').last().getByRole('button').filter({ hasText: press }).first().click();
    await thread.getByText(next).first().waitFor();
    expect(await fitsItsWidth(page)).toBe(true);
  }

  await thread.getByText('Somebody else has to approve it').first().waitFor();
  expect(complaints).toEqual([]);
});

it('narrows the inventory to a platform and leafs through all of it, on one card', slow, async () => {
  const { ask, page, complaints } = await visit(browser, lab.page, { as: 'eve', width: 360, theme: 'dark' });
  const card = await ask('inventory');
  expect(await card.textContent()).toMatch(/1 to 6 of 44/);

  const steps = [
    ['VM with Docker', /6 container resources, 2 at high risk/],
    ['All platforms', /1 to 6 of 44/],
    // A row has a "Next: ..." of its own.
    [/^\s*Next\s*$/, /7 to 12 of 44/],
  ] as const;
  for (const [press, next] of steps) {
    await card.getByRole('button').filter({ hasText: press }).first().click();
    await card.getByText(next).first().waitFor();
    expect(await fitsItsWidth(page)).toBe(true);
  }

  expect(complaints).toEqual([]);
});
