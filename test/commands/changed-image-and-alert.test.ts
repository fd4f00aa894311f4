import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/commands/command.ts';
import { createDialogue } from '../../src/commands/dialogue.ts';
import { peopleConfig } from '../../src/commands/people/people-config.ts';
import { startChanges } from '../../src/commands/people/start-changes.ts';
import { remediationConfig } from '../../src/remediation/policy/policy-config.ts';
import { type PipelineUnderTest, startPipeline } from '../incidents/pipeline/start-pipeline.ts';
import { type Asker, actor, buttonOf, ids, textOf } from './start-dialogue.ts';

const place = {
  ...{ tenantId: 't1', kind: 'channel' as const, channelId: '19:talk@thread.tacv2' },
  ...{ conversationId: '19:talk@thread.tacv2;messageid=7', threadRootId: '7' },
};

let run: PipelineUnderTest;
const alertIds: string[] = [];
let last: Reply | undefined;
const card = () => {
  if (!last) throw new Error('nothing was said yet');
  return last.card;
};
let says: (said: string | { verb: string; data: object }, who?: Asker) => Promise<string>;
beforeAll(async () => {
  run = await startPipeline();
  const { store, clock, pipeline, world } = run;
  const { connection } = pipeline;
  const log = pino({ level: 'silent' });
  // Bob is an operator of some places alone.
  const people = peopleConfig.parse({ operator: [ids.olaf, { id: ids.bob, scope: { clusters: ['prod-*'] } }] });
  const addressOf = async (id: string) => ({ tenantId: 't1', conversationId: id, serviceUrl: run.teams.url });
  const config = remediationConfig.parse({});
  const changes = startChanges({ store, clock, log, connection, config, people, addressOf, wake: () => undefined });
  const dialogue = createDialogue({ connection, store, clock, log, config: people, incidents: pipeline, changes });
  let number = 0;
  says = async (said, who = 'olaf') => {
    const asked = {
      ask: typeof said === 'string' ? { said } : said,
      actor: { ...actor(who), tenantId: 't1' },
      place,
      requestId: `r${++number}`,
    };
    last = await dialogue.answer({ ...asked, signal: new AbortController().signal });
    return textOf(last.card.json);
  };
  const [alert] = world.alerts;
  if (!alert) throw new Error('the range has no alert');
  const { name: cluster } = alert.cluster;
  for (const it of world.alerts.slice(0, 3)) {
    const { subscription, resourceGroup, location } = it.cluster;
    it.status = 'Active';
    alertIds.push(
      `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers/Microsoft.Security/locations/${location}/alerts/${it.name}`,
    );
  }
  const [alertId = '', second = '', third = ''] = alertIds;
  await run.take({
    ...{ source: 'defender', identity: 'one', labels: { alertname: 'one', cluster, severity: 'high' } },
    annotations: { alert_id: alertId },
  });
  await run.take({ identity: 'two', labels: { alertname: 'two', cluster, severity: 'high' } });
  for (const [identity, alert_id] of Object.entries({
    three: second,
    'three again': third,
    'three as exported': third,
  })) {
    const labels = { alertname: 'three', cluster, severity: 'high' };
    await run.take({ source: 'defender', identity, labels, annotations: { alert_id } });
  }
}, 60_000);
afterAll(() => run.close());

const newest = async () => (await run.store.remediations.newestRemediations({ which: 'all', limit: 1 }))[0];

describe('changes of images and alerts that are typed', () => {
  it('proposes to lock an image and its tag by its digest, with the reason that was said', async () => {
    const said = await says('lock payments-api:1.8 because it is the last good one');

    expect(said).toMatch(/Lock contoso\.azurecr\.io\/payments-api:1\.8/);
    expect(await newest()).toMatchObject({
      ...{ action: 'lock-image', state: 'proposed', reason: 'it is the last good one' },
      input: { digest: expect.stringMatching(/^sha256:/), tag: '1.8' },
    });
    expect(await says('unlock payments-api:1.8')).toContain('is not locked');
  });

  it('takes no tag away that workloads name, unless that is said', async () => {
    expect(await says('untag payments-api:1.8')).toContain('would pull payments-api:1.8');

    expect(await says('untag payments-api:1.8 even if used')).toContain('Remove the tag 1.8');
    expect(await newest()).toMatchObject({ action: 'untag-image', input: { tag: '1.8', evenIfUsed: true } });
  });

  it('is for those who are limited to no place: a registry is in no cluster', async () => {
    const before = await newest();

    expect(await says('lock payments-api:1.7', 'bob')).not.toMatch(/sha256|Lock contoso/);

    expect(await newest()).toEqual(before);
  });

  it('tells nothing of a place to whom it is none of his, when he presses a button that somebody else was given', async () => {
    const { id: clusterId } = run.world.cluster('staging-weu');
    const workload = { clusterId, namespace: 'shop', kind: 'Deployment', name: 'storefront' };
    const input = { ...workload, container: 'no-such', limitMiB: 512 };
    const press = { verb: 'propose', input: { action: 'raise-memory-limit', input }, replaces: false };
    const [id] = await run.store.preparePresses([press], run.clock.now());

    expect(await says({ verb: 'propose', data: { id } }, 'olaf')).toContain('has no container no-such; it has');
    expect(await says({ verb: 'propose', data: { id } }, 'bob')).toContain('covers clusters prod-*');
  });

  it('proposes to dismiss the Defender alert of an incident for a reason, and no other alert', async () => {
    expect(await says('dismiss 1')).toContain('Say why');
    expect(await says('dismiss 2 a planned test')).toContain('has no alert of Defender');

    expect(await says('dismiss 1 because a planned test')).toContain('to dismissed');

    expect(await newest()).toMatchObject({
      ...{ action: 'dismiss-alert', incident: 1, reason: 'a planned test' },
      plan: { objects: [{ fields: [{ before: 'Active', after: 'Dismissed' }] }] },
    });
  });

  it('asks of an incident with several alerts which are meant, and makes one change of all', async () => {
    expect(await says('dismiss 3')).toContain('Say why');
    const asked = await says('dismiss 3 a planned test');
    const all = await says(buttonOf(card(), 'All 2 of them') as { verb: string; data: object });

    expect(asked).toMatch(/Incident 3 has 2 alerts of Defender\. Which ones\?.*All 2 of them/s);
    expect(all).toContain('Set 2 Defender alerts to dismissed');
    expect(await newest()).toMatchObject({
      ...{ action: 'dismiss-alert', incident: 3, reason: 'a planned test' },
      input: { alertId: alertIds[1], others: [alertIds[2]], reason: 'a planned test' },
    });
  });

  it.each([
    ['resolve alert 1 because the pod is gone', 'resolve-alert', 'to resolved'],
    ['set alert in progress 1', 'start-alert', 'to in progress'],
    ['activate alert 1 because it was no test', 'activate-alert', 'is active already'],
  ])('proposes other states of an alert, with the reason that was said: %s', async (said, action, answer) => {
    expect(await says(said)).toContain(answer);

    const made = await newest();
    if (answer.startsWith('to')) expect(made).toMatchObject({ action, incident: 1, input: { alertId: alertIds[0] } });
    if (said.includes('gone')) expect(made?.reason).toBe('the pod is gone');
  });
});
