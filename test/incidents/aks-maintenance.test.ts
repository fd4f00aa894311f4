import { describe, expect, it } from 'vitest';
import { scheduledEvent } from '../../src/incidents/platform/scheduled-event.ts';
import { aksMaintenance } from '../../src/incidents/sources/aks-maintenance.ts';
import { eventGrid } from '../../src/incidents/sources/event-grid.ts';
import { upgradeGoesWrong } from '../../src/lab/scenarios/upgrade-goes-wrong.ts';
import { useLabAzure } from '../contract/lab-azure.ts';
import { cluster } from './common-schema-body.ts';

const now = new Date('2026-11-29T10:00:00Z');
const lab = useLabAzure('2026-11-25T03:00:00Z');
const planned = {
  ...{ eventId: 'E1', eventStatus: 'Scheduled', eventDetails: 'K8sVersionUpgrade to 1.33', resources: [cluster] },
  ...{
    scheduledTime: '2026-12-06T02:00:00Z',
    startTime: '0001-01-01T00:00:00Z',
    lastUpdateTime: '2026-11-29T09:00:00Z',
  },
};
const read = (more: object) =>
  scheduledEvent(
    { source: 's', id: `${cluster}/scheduledEvents/E1`, properties: { ...planned, ...more }, raw: {} },
    now,
  );

describe('maintenance that AKS plans', () => {
  it.each([
    ['Scheduled', 'firing', 'maintenance', 'Kubernetes upgrade of prod-weu is planned for 2026-12-06 02:00 UTC'],
    ['Started', 'firing', 'upgrade_started', 'Kubernetes upgrade of prod-weu has begun'],
    ['Completed', 'resolved', 'upgrade_finished', 'Kubernetes upgrade of prod-weu is done'],
    ['Failed', 'resolved', 'upgrade_failed', 'Kubernetes upgrade of prod-weu failed'],
    ['Canceled', 'resolved', 'maintenance', 'Kubernetes upgrade of prod-weu was called off'],
  ])('is one event through its states: %s', (eventStatus, status, kind, title) => {
    expect(read({ eventStatus })).toMatchObject({
      ...{ identity: 'maintenance:e1', status, title, startsAt: new Date('2026-11-29T09:00:00Z') },
      labels: { cluster: 'prod-weu', platform_event: kind },
    });
  });

  it('is told with what it lacks, and not in a state that nobody knows', () => {
    expect(read({ eventDetails: 'x', resources: null, lastUpdateTime: '0001-01-01T00:00:00Z' })).toMatchObject({
      ...{ startsAt: now, title: expect.stringContaining('Maintenance of prod-weu is planned') },
    });
    expect(read({ eventStatus: 'Pondered' })).toBeUndefined();
  });

  it('is the same when Event Grid pushes it', () => {
    const type = 'Microsoft.ResourceNotifications.ContainerServiceEventResources.ScheduledEventEmitted';
    const data = { resourceInfo: { id: `${cluster}/scheduledEvents/E1`, properties: planned } };

    const alerts = eventGrid.parse([{ id: 'x', subject: cluster, eventType: type, data }], { now, config: {} });

    expect(alerts).toMatchObject([
      { source: 'event-grid', identity: 'maintenance:e1', labels: { platform_event: 'maintenance' } },
    ]);
  });

  it('is polled: what is over already is told to nobody, and what changes is told once', async () => {
    const { world, connect } = lab();
    upgradeGoesWrong.apply(world);
    const poll = (watermark?: string) =>
      aksMaintenance.poll(connect(), watermark, { now: world.clock.now(), config: { everySeconds: 300 } });

    const first = await poll();
    const [roll] = world.cluster('prod-neu').rolls ?? [];
    if (!roll) throw new Error('no pool is rolled');
    const again = await poll(first.watermark);
    roll.endedAt = world.clock.now();
    const done = await poll(again.watermark);

    expect(first.gaps).toEqual([]);
    expect(first.alerts.map(({ title }) => title).sort()).toEqual([
      expect.stringMatching(/^Kubernetes upgrade of prod-neu is planned for /),
      expect.stringMatching(/^Kubernetes upgrade of prod-weu is planned for /),
      'Node OS upgrade of prod-neu has begun',
    ]);
    expect(again.alerts).toEqual([]);
    expect(done.alerts).toMatchObject([{ title: 'Node OS upgrade of prod-neu is done', status: 'resolved' }]);
  });
});
