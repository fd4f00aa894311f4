import { describe, expect, it } from 'vitest';
import { sources } from '../../src/incidents/sources/index.ts';
import { now, pushed, read, readOne } from './read-with.ts';

const cluster = '/subscriptions/S1/resourceGroups/RG/providers/Microsoft.ContainerService/managedClusters/prod-weu';
const firing = (labels: object, more: object = {}) => ({
  version: '4',
  status: 'firing',
  alerts: [{ labels, ...more }],
});
const grid = (type: string, data: object, more: object = {}) => ({
  id: 'e-1',
  topic: cluster,
  subject: 'prod-weu',
  eventType: type,
  data,
  eventTime: '2026-11-29T09:00:00Z',
  ...more,
});
const cloud = (type: string, data: object) => ({
  specversion: '1.0',
  id: 'e-1',
  source: cluster,
  subject: 'x',
  type,
  data,
  time: '2026-11-29T09:00:00Z',
});
const availability = (availabilityState: string) => ({
  resourceInfo: { properties: { targetResourceId: cluster, availabilityState, occurredTime: '2026-11-29T08:59:00Z' } },
});

describe('a source of alerts', () => {
  it.each(sources.map((it) => [it.name, it] as const))(
    '%s has a title, settings that may be left out, and a name for the address',
    (name, source) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(source.title).not.toBe('');
      expect(source.config.safeParse({}).success).toBe(true);
    },
  );

  it.each(pushed.map((it) => [it.name, it] as const))(
    '%s reads its own example, each alert with its part of it',
    (name, { example }) => {
      const alerts = read(name, example);

      expect(alerts.length).toBeGreaterThan(0);
      for (const alert of alerts) {
        expect(alert).toMatchObject({ source: name, labels: { severity: expect.any(String) } });
        expect(JSON.stringify(example)).toContain(JSON.stringify(alert.raw));
      }
    },
  );

  it.each<[string, string, unknown, object]>([
    [
      'alertmanager',
      'by its fingerprint',
      firing({ alertname: 'A', severity: 'page' }, { fingerprint: 'f1' }),
      { identity: 'f1', severity: 'critical', title: 'A', status: 'firing' },
    ],
    [
      'alertmanager',
      'with Prometheus names beside its own',
      firing({ alertname: 'A', statefulset: 'db', exported_pod: 'db-0' }),
      { labels: { workload: 'db', statefulset: 'db', pod: 'db-0' } },
    ],
    [
      'alertmanager',
      'that has ended',
      firing(
        { alertname: 'A' },
        { status: 'resolved', startsAt: '2026-11-29T08:00:00Z', endsAt: '2026-11-29T09:00:00+01:00' },
      ),
      { status: 'resolved', endsAt: new Date('2026-11-29T08:00:00Z') },
    ],
    [
      'alertmanager',
      'of version 3, whose status stands around it',
      { version: '3', status: 'resolved', alerts: [{ labels: { alertname: 'A' } }], groupKey: 7 },
      { status: 'resolved', endsAt: now },
    ],
    [
      'alertmanager',
      'beside more that were cut off',
      { ...firing({ alertname: 'A' }), truncatedAlerts: 4 },
      { annotations: { truncated_alerts: '4' } },
    ],
    [
      'acr',
      'that an image was pushed',
      {
        id: 'i',
        action: 'push',
        timestamp: '2026-11-29T09:00:00.123456789Z',
        target: { repository: 'api', tag: '1' },
        request: { host: 'c.azurecr.io' },
      },
      {
        identity: 'i',
        severity: 'info',
        title: 'Image pushed: api:1 (c.azurecr.io)',
        labels: { kind: 'event', alertname: 'ImagePushed', image: 'c.azurecr.io/api:1' },
      },
    ],
    [
      'acr',
      'that a chart was deleted',
      { id: 'i', action: 'chart_delete', target: { repository: 'r', name: 'web', version: '2.0' } },
      { title: 'Chart deleted: web 2.0', labels: { chart: 'web' } },
    ],
    [
      'acr',
      'that an image is in quarantine',
      { id: 'i', action: 'quarantine', target: { repository: 'api', digest: 'sha256:1' } },
      { severity: 'medium', labels: { image: 'api@sha256:1' } },
    ],
    [
      'event-grid',
      'in its own schema, as a list',
      [
        grid('Microsoft.ContainerRegistry.ImageDeleted', {
          action: 'delete',
          target: { repository: 'api', digest: 'sha256:1' },
        }),
      ],
      { identity: 'e-1', labels: { alertname: 'ImageDeleted', kind: 'event' } },
    ],
    [
      'event-grid',
      'as a CloudEvent, alone',
      cloud('Microsoft.ContainerRegistry.ImagePushed', { action: 'push', target: { repository: 'api', tag: '1' } }),
      { labels: { alertname: 'ImagePushed' } },
    ],
    [
      'event-grid',
      'that support has ended',
      [grid('Microsoft.ContainerService.ClusterSupportEnded', { kubernetesVersion: '1.30.1' })],
      {
        severity: 'high',
        title: 'Support of Kubernetes 1.30.1 has ended: prod-weu',
        labels: { cluster: 'prod-weu', cluster_id: cluster.toLowerCase(), platform_event: 'support_ended' },
      },
    ],
    [
      'event-grid',
      'that a node pool was rolled',
      [grid('Microsoft.ContainerService.NodePoolRollingSucceeded', { nodePoolName: 'user' })],
      { severity: 'info', title: 'Node pool user of prod-weu was rolled', labels: { node_pool: 'user' } },
    ],
    [
      'event-grid',
      'that a resource is ill',
      [grid('Microsoft.ResourceNotifications.HealthResources.AvailabilityStatusChanged', availability('Unavailable'))],
      {
        identity: `health:${cluster.toLowerCase()}`,
        status: 'firing',
        severity: 'high',
        title: 'prod-weu is unavailable',
      },
    ],
    [
      'event-grid',
      'that it is well again',
      cloud('Microsoft.ResourceNotifications.HealthResources.AvailabilityStatusChanged', availability('Available')),
      { identity: `health:${cluster.toLowerCase()}`, status: 'resolved', endsAt: new Date('2026-11-29T08:59:00Z') },
    ],
    [
      'event-grid',
      'of a type without words',
      [grid('Contoso.Orders.OrderLost', { shop: 'x' })],
      { title: 'Order Lost: prod-weu', severity: 'info', labels: { kind: 'event', shop: 'x' } },
    ],
  ])('%s tells of one %s', (name, _, body, wanted) => {
    expect(readOne(name, body)).toMatchObject(wanted);
  });

  it.each<[string, unknown, RegExp]>([
    ['alertmanager', [], /has "alerts"/],
    ['alertmanager', { alerts: 'none' }, /^alerts: must be a list/],
    ['alertmanager', { alerts: [{ labels: {} }, { labels: 'x' }] }, /^alerts\.1: /],
    ['acr', { target: {} }, /^action: /],
    ['event-grid', [{ id: 'x' }], /^event 0, eventType: /],
    ['event-grid', [{ eventType: 'x' }], /^event 0, id: /],
    ['event-grid', 'x', /^event 0: /],
    ['defender-export', [], /holds no alert/],
    ['defender-export', { AlertDisplayName: 'x' }, /^alert 0, SystemAlertId: /],
    ['defender-export', { records: [7] }, /^alert 0: /],
  ])('%s refuses %j with the reason', (name, body, reason) => {
    expect(() => read(name, body)).toThrow(reason);
  });

  it('gives alerts without a fingerprint one identity by their labels, in whatever order', () => {
    const identity = (labels: object) => readOne('alertmanager', firing(labels)).identity;

    expect(identity({ a: '1', b: '2' })).toBe(identity({ b: '2', a: '1' }));
    expect(identity({ a: '1', b: '2' })).not.toBe(identity({ a: '1', b: '3' }));
  });

  it('leaves out an end that means never, and a link that is not https', () => {
    const never = { startsAt: 'soon', endsAt: '0001-01-01T00:00:00Z', generatorURL: 'http://prometheus' };

    const alert = readOne('alertmanager', firing({ alertname: 'A' }, never));

    expect(alert).not.toHaveProperty('endsAt');
    expect(alert).not.toHaveProperty('link');
    expect(alert.startsAt).toEqual(now);
  });

  it('takes the words for severity that the settings of Alertmanager explain', () => {
    const [alert] = read('alertmanager', firing({ alertname: 'A', severity: 'P1' }), { severities: { P1: 'high' } });

    expect(alert?.severity).toBe('high');
  });

  it('makes nothing of the ping of a registry', () => {
    expect(read('acr', { id: 'x', action: 'ping' })).toEqual([]);
  });
});
