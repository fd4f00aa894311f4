import { afterAll, beforeAll, expect, it } from 'vitest';
import { heal } from '../../src/lab/world/heal.ts';
import { type AlertRange, startAlertRange } from './alert-range.ts';
import type { ShownCard } from './shown-card.ts';

const patience = 60_000;
let range: AlertRange;

beforeAll(async () => {
  range = await startAlertRange('upgrade-goes-wrong');
}, patience);
afterAll(() => range?.lab.close());

it('an upgrade that goes wrong: a card for each pool, an incident for the one that failed, over when it is rolled', {
  timeout: patience,
}, async () => {
  const card = (title: RegExp) =>
    range.until('on-call', ({ text }: ShownCard, isReply) => !isReply && title.test(text));

  const rolled = await card(/Node pool system of prod-weu was rolled/);
  const failed = await card(/Rolling node pool user of prod-weu failed[\s\S]*Its incident says more/);
  const incident = await card(/^#\d+[\s\S]*Rolling node pool user of prod-weu failed/);
  const running = await card(/Node pool user of prod-neu is being rolled/);

  expect(rolled.text).toContain('Took 17 min');
  expect(failed.text).toContain('Failed after 25 min');
  expect(failed.buttons.map(({ title }) => title)).toEqual(["AKS's checks", 'Cluster health']);
  expect(incident.buttons.map(({ title }) => title)).toContain('Acknowledge');
  const over = await range.until('on-call', ({ text, post }) => post.id === running.post.id && /was rolled/.test(text));
  expect(over.text).toContain('Took 9 min');

  heal(range.lab.world);
  range.lab.alerting.allOver();

  const again = await card(/Node pool user of prod-weu was rolled/);
  expect(again.post.id).not.toBe(failed.post.id);
  await range.until('on-call', ({ text, post }) => post.id === incident.post.id && /over after/.test(text));
});
