import { describe, expect, it } from 'vitest';
import { body, cluster, instance } from './common-schema-body.ts';
import { now, readOne } from './read-with.ts';

const activity = { signalType: 'Activity Log', severity: 'Sev4' };
const health = { ...activity, monitoringService: 'Resource Health', alertRule: 'aks-health' };
const outage = {
  ...activity,
  signalType: 'ActivityLog',
  monitoringService: 'ServiceHealth',
  alertTargetIDs: ['/subscriptions/S'],
};
const incident = { trackingId: 'ABC-1', title: 'AKS: cannot scale', region: 'West Europe', incidentType: 'Incident' };

describe('an alert of the activity log', () => {
  it.each<[string, unknown, object]>([
    [
      'of the activity log: an event, by the level that it has as a number',
      body(
        {
          ...activity,
          alertId: `${cluster}/providers/microsoft.insights/activityLogAlerts/r`,
          monitoringService: 'Activity Log - Administrative',
        },
        {
          channels: 1,
          level: 2,
          eventSource: 'Administrative',
          operationName: 'aks/delete',
          status: 'Failed',
          caller: 'ann',
        },
      ),
      {
        identity: 'origin-1',
        status: 'firing',
        severity: 'high',
        title: 'node-cpu: aks/delete (Failed)',
        labels: { kind: 'event', operation: 'aks/delete', cluster: 'prod-weu' },
        annotations: { caller: 'ann' },
      },
    ],
    [
      'of the activity log, security',
      body(
        { ...activity, monitoringService: 'Activity Log - Security' },
        { properties: { severity: 'Low', compromisedEntity: 'vm' } },
      ),
      { severity: 'low', labels: { kind: 'event' }, annotations: { compromised_entity: 'vm' } },
    ],
    [
      'of the activity log, a recommendation',
      body(
        { ...activity, monitoringService: 'Activity Log - Recommendation' },
        { properties: { recommendationName: 'Use zones', recommendationImpact: 'High' } },
      ),
      { severity: 'high', title: 'node-cpu: Use zones', labels: { kind: 'event' } },
    ],
    [
      'about the health of a resource: one trouble under the resource',
      body(health, {
        properties: { currentHealthStatus: 'Unavailable', title: 'No API server', cause: 'PlatformInitiated' },
        status: 'Active',
      }),
      {
        identity: `health:${cluster}`,
        status: 'firing',
        severity: 'high',
        title: 'prod-weu is unavailable: No API server',
      },
    ],
    [
      'about a resource that is available again',
      body(
        { ...health, monitoringService: 'ResourceHealth', alertId: `${instance}2` },
        { properties: { currentHealthStatus: 'Available' } },
      ),
      { identity: `health:${cluster}`, status: 'resolved' },
    ],
    [
      'about Azure itself: one trouble under its tracking id, the services as JSON in a string',
      body(outage, {
        channels: 1,
        eventSource: 2,
        level: 3,
        properties: {
          ...incident,
          stage: 'Active',
          impactedServices: '[{"ServiceName":"AKS"}]',
          communication: '<p>We <b>look</b></p>',
        },
      }),
      {
        identity: 'service-health:ABC-1:/subscriptions/s',
        status: 'firing',
        severity: 'high',
        title: 'AKS: cannot scale (West Europe)',
        labels: { alertname: 'ServiceHealthIncident', tracking_id: 'ABC-1' },
        annotations: { impacted_services: 'AKS', communication: 'We look' },
      },
    ],
    [
      'about Azure itself, over, under another alert id and with the services as a list',
      body(
        { ...outage, alertId: `${instance}9` },
        { properties: { ...incident, stage: 'Resolved', impactedServices: [{ ServiceName: 'AKS' }] } },
      ),
      {
        identity: 'service-health:ABC-1:/subscriptions/s',
        status: 'resolved',
        annotations: { impacted_services: 'AKS' },
      },
    ],
    [
      'about maintenance to come, which stands from its announcement',
      body(outage, { properties: { ...incident, stage: 'Planned', impactStartTime: '2026-12-24T00:00:00Z' } }),
      { status: 'firing', startsAt: new Date('2026-11-29T09:30:00.123Z') },
    ],
    [
      'about maintenance that was called off, which is over by now',
      body(outage, { properties: { ...incident, stage: 'Canceled', impactMitigationTime: '2026-12-24T06:00:00Z' } }),
      { status: 'resolved', endsAt: now },
    ],
    [
      'about trouble that began before it was told',
      body(outage, {
        properties: {
          ...incident,
          stage: 'Resolved',
          impactStartTime: '2026-11-29T08:00:00Z',
          impactMitigationTime: '2026-11-29T09:40:00Z',
        },
      }),
      { startsAt: new Date('2026-11-29T08:00:00Z'), endsAt: new Date('2026-11-29T09:40:00Z') },
    ],
  ])('%s', (_, sent, wanted) => {
    const alert = readOne('azure-monitor', sent);

    expect(alert).toMatchObject(wanted);
    expect(alert.raw).toBe(sent);
  });
});
