import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { platformEventsConfig } from '../../src/incidents/platform/platform-events.ts';
import { type PlatformAlert, platformNote } from '../../src/incidents/platform/platform-note.ts';
import { azureMonitor } from '../../src/incidents/sources/azure-monitor.ts';
import { eventGrid } from '../../src/incidents/sources/event-grid.ts';
import type { Alert } from '../../src/model/alert.ts';
import { body, cluster } from './common-schema-body.ts';
import { ops, type PipelineUnderTest, startPipeline } from './pipeline/start-pipeline.ts';

const minute = 60_000;
const topic =
  '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/prod-weu';
let count = 0;

/** What Event Grid's source reads of one event of AKS. */
function told(type: string, data: object, at: Date): Alert {
  const event = {
    id: `e${count++}`,
    topic,
    subject: 'prod-weu',
    eventType: `Microsoft.ContainerService.${type}`,
    data,
  };
  const [alert] = eventGrid.parse([{ ...event, eventTime: at.toISOString() }], { now: at, config: {} });
  if (!alert) throw new Error('the event was not read');
  return alert;
}

describe('the rolling of a node pool', () => {
  let run: PipelineUnderTest;
  const settings: object = {};
  beforeEach(async () => {
    run = await startPipeline({ route: { group_wait: '10s', group_interval: '1m' }, platform_events: settings });
  });
  afterEach(() => run.close());
  const posts = () => run.teams.messages(ops);
  const open = async () => (await run.store.incidents.openIncidents({ limit: 9 })).incidents;
  const happens = (...types: string[]) =>
    run.take(...types.map((it) => told(`NodePoolRolling${it}`, { nodePoolName: 'user' }, run.clock.now())));

  it('is one card that is edited from begun to over, calls nobody, and a second time is another', async () => {
    await happens('Started');
    expect(posts()).toMatchObject([{ edits: 0, summary: 'Node pool user of prod-weu is being rolled' }]);
    await happens('Started');
    await run.passes(24 * minute, 6 * minute);

    await happens('Succeeded');

    expect(posts()).toMatchObject([{ edits: 1, replies: [], summary: 'Node pool user of prod-weu was rolled' }]);
    expect(posts()[0]?.text).toContain('Took 24 min');
    expect(await open()).toEqual([]);
    await run.passes(20 * minute, 10 * minute);
    await happens('Started');
    expect(posts().map(({ edits }) => edits)).toEqual([1, 0]);
  });

  it('that fails is told on its card, and is an incident until it succeeds', async () => {
    await happens('Started');
    await run.passes(minute, minute);

    await happens('Failed');
    await run.passes(minute, 30_000);

    const [note, incident] = posts();
    expect(note).toMatchObject({ edits: 1, summary: 'Rolling node pool user of prod-weu failed' });
    expect(note?.text).toContain('Its incident says more.');
    expect(incident?.summary).toContain('Rolling node pool user of prod-weu failed');
    expect(await open()).toMatchObject([{ severity: 'high', status: 'open' }]);
    await run.passes(10 * minute, 5 * minute);
    expect(await open()).toHaveLength(1);
    await happens('Succeeded');
    await run.passes(2 * minute, minute);
    expect(await open()).toEqual([]);
    expect(incident?.replies.at(-1)?.summary).toContain('Over');
  });

  it('that begins and ends with one delivery is one card', async () => {
    await happens('Started', 'Succeeded');

    expect(posts()).toMatchObject([{ edits: 0, summary: 'Node pool user of prod-weu was rolled' }]);
  });

  it('is not told while it is silenced', async () => {
    const by = { objectId: 'ann', name: 'Ann' };
    const now = run.clock.now();
    await run.store.together(now, (writing) =>
      writing.addSilence({
        ...{ matchers: 'node_pool="user"', startsAt: now, endsAt: new Date(now.getTime() + minute) },
        ...{ byObjectId: by.objectId, byName: by.name, comment: '' },
      }),
    );

    await happens('Started');

    expect(posts()).toEqual([]);
  });
});

describe('what is made of a platform event', () => {
  const at = new Date('2026-11-25T03:00:00Z');
  const later = new Date('2026-11-25T03:20:00Z');
  const pool = { nodePoolName: 'user' };
  const begun = told('NodePoolRollingStarted', pool, at);
  const note = (after: PlatformAlert, before?: PlatformAlert, settings: object = {}) =>
    platformNote(after, before, platformEventsConfig.parse(settings));

  it.each([
    [
      'a note of support that ends',
      told('ClusterSupportEnding', { kubernetesVersion: '1.30' }, at),
      {},
      'support_ending',
    ],
    [
      'nothing of a new version',
      told('NewKubernetesVersionAvailable', { latestStableKubernetesVersion: '1.34' }, at),
      {},
      undefined,
    ],
    [
      'a note of a new version where that is wanted',
      told('NewKubernetesVersionAvailable', {}, at),
      { new_version: 'note' },
      'new_version',
    ],
    ['no note of what is an incident', told('ClusterSupportEnded', { kubernetesVersion: '1.30' }, at), {}, undefined],
    ['no note of another alert', { ...begun, labels: { alertname: 'Down' } }, {}, undefined],
  ])('is %s', (_, alert, settings, kind) => {
    expect(note(alert, undefined, settings)?.kind).toBe(kind);
  });

  it('is told to its end when its beginning was, whatever the settings say of the end', () => {
    const over = told('NodePoolRollingSucceeded', pool, later);

    expect(note(over, begun, { upgrade_finished: 'nothing' })).toMatchObject({ startedAt: at, endedAt: later });
    expect(note(over, begun, { upgrade_started: 'nothing', upgrade_finished: 'nothing' })).toBeUndefined();
    expect(note(over, undefined)).toMatchObject({ endedAt: later });
  });
});

describe('a change of a cluster in the activity log', () => {
  const now = new Date('2026-11-29T10:00:00Z');
  const change = (status: string, more: object = {}) => {
    const essentials = { signalType: 'Activity Log', monitoringService: 'Activity Log - Administrative' };
    const operationName = 'Microsoft.ContainerService/managedClusters/write';
    const context = { operationName, status, correlationId: 'C1', caller: 'ann', level: 'Error', ...more };
    const [alert] = azureMonitor.parse(body(essentials, context), { now, config: {} });
    return alert;
  };

  it('begins and is over under what both have in common', () => {
    const [begun, done, failed] = ['Started', 'Succeeded', 'Failed'].map((it) => change(it));

    expect(new Set([begun, done, failed].map((it) => it?.identity))).toEqual(new Set([`change:c1/${cluster}`]));
    expect([begun, done, failed].map((it) => [it?.status, it?.labels.platform_event, it?.title])).toEqual([
      ['firing', 'upgrade_started', 'Change of prod-weu has begun, by ann'],
      ['resolved', 'upgrade_finished', 'Change of prod-weu is done, by ann'],
      ['resolved', 'upgrade_failed', 'Change of prod-weu failed, by ann'],
    ]);
    expect(begun?.labels).not.toHaveProperty('kind');
  });

  it.each([
    ['another operation', change('Started', { operationName: 'Microsoft.ContainerService/managedClusters/delete' })],
    ['another state', change('Active')],
    ['what nothing ties together', change('Started', { correlationId: null })],
  ])('is an event where it is %s', (_, alert) => {
    expect(alert?.labels).toMatchObject({ kind: 'event' });
  });
});
