import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AlertRange, startAlertRange } from './alert-range.ts';
import { ann, bob, mallory } from './story.ts';

const patience = 60_000;
let range: AlertRange;

beforeAll(async () => {
  range = await startAlertRange('crypto-miner');
}, patience);
afterAll(() => range?.lab.close());

it.each([
  ['Defender for Cloud, polled', 'security', /Potential crypto coin miner started/, undefined],
  ['Alertmanager', 'on-call', /CPU of payments\/fraud-score-\S+ \(fraud-score\) is throttled/, undefined],
  ['Azure Monitor', 'on-call', /payments-api-\S+ \(api\) is crash looping/, 'azure-monitor'],
  ['a registry’s webhook', 'security', /Image put in quarantine: payments-api:1\.9\.0/, 'acr'],
  ['Event Grid', 'on-call', /Rolling node pool userpool of prod-weu failed/, 'event-grid'],
  ['Defender for Cloud, exported', 'security', /coin miner[^#]*payments-api/, 'defender-export'],
] as const)('%s becomes a card in its channel', { timeout: patience }, async (_, channel, title, test) => {
  if (test) await range.ask(`/api/test-alerts/${test}`);

  const card = await range.until(
    channel,
    ({ text, post }, isReply) => !isReply && title.test(text) && post.from === 'bot',
  );

  expect(card.buttons.map((it) => it.title)).toContain('Acknowledge');
});

it('is acknowledged for everybody, and Azure Monitor is told by whom', { timeout: patience }, async () => {
  const fresh = await range.until('on-call', ({ text }, isReply) => !isReply && text.includes('crash looping'));

  await range.press(ann, fresh, 'Acknowledge');

  const acked = await range.until(
    'on-call',
    ({ text, post }) => post.id === fresh.post.id && /Acknowledged by Ann/i.test(text),
  );
  expect(acked.buttons.map((it) => it.title)).not.toContain('Acknowledge');
  await range.until(
    'on-call',
    ({ text, post }) => post.rootId === fresh.post.id && text.includes('Azure Monitor knows'),
  );
  expect(range.lab.world.monitorAlerts.at(-1)?.state).toEqual({
    is: 'Acknowledged',
    comment: expect.stringContaining('by Ann Berg'),
  });
});

it('is not resolved by an outsider', { timeout: patience }, async () => {
  const card = await range.until('on-call', ({ text }, isReply) => !isReply && text.includes('crash looping'));

  const answer = await range.press(mallory, card, 'Resolve');

  expect(JSON.stringify(answer)).toContain('You are not on my list');
  const after = await range.until('on-call', ({ post }) => post.id === card.post.id);
  expect(after.text).not.toContain('Over');
});

it('is handed on to the second on call, who is mentioned below it', { timeout: patience }, async () => {
  const card = await range.until('on-call', ({ text }, isReply) => !isReply && text.includes('is throttled'));

  await range.press(ann, card, 'Escalate');

  const called = await range.until(
    'on-call',
    ({ text, post }) => post.rootId === card.post.id && /step 1 calls/.test(text),
  );
  expect(called.post.mentions).toHaveLength(1);
  expect([ann.objectId, bob.objectId]).toContain(called.post.mentions?.[0]?.id);
});

it('turns green when the range is healed', { timeout: patience }, async () => {
  await range.ask('/api/heal');

  for (const title of ['is throttled', 'crash looping']) {
    const over = await range.until(
      'on-call',
      ({ text }, isReply) => !isReply && text.includes(title) && /\bOver\b/i.test(text),
    );
    expect(over.buttons.map((it) => it.title)).toContain('Reopen');
  }
});
