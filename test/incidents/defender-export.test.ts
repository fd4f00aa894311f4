import { describe, expect, it } from 'vitest';
import { readOne } from './read-with.ts';

const cluster = '/subscriptions/S1/resourceGroups/RG/providers/Microsoft.ContainerService/managedClusters/prod-weu';
const threat = {
  SystemAlertId: 'A1',
  AlertType: 'K8S_X',
  AlertDisplayName: 'A threat',
  Severity: 'Medium',
  Status: 'New',
};

describe('what Defender for Cloud sends', () => {
  it.each<[string, string, unknown, object]>([
    [
      'defender-export',
      'by its own id, in whatever letters',
      threat,
      { identity: 'a1', severity: 'medium', status: 'firing', title: 'A threat', labels: { alertname: 'K8S_X' } },
    ],
    ['defender-export', 'that was dismissed', { ...threat, Status: 'Dismissed' }, { status: 'resolved' }],
    [
      'defender-export',
      'with references and lists in strings',
      {
        ...threat,
        Intent: 'Execution, Impact',
        RemediationSteps: '["One, two.","Three."]',
        Entities: JSON.stringify([
          { $id: '1', Name: 'pay', Type: 'K8s-namespace' },
          { Name: 'api-1', Namespace: { $ref: '1' }, Type: 'K8s-pod' },
        ]),
        AzureResourceId: cluster,
      },
      {
        labels: { intent: 'Execution', namespace: 'pay', pod: 'api-1', cluster: 'prod-weu' },
        annotations: { remediation: 'One, two.\nThree.', tactics: 'Execution, Impact' },
      },
    ],
    [
      'defender-export',
      'with an entity that is written inside another',
      {
        ...threat,
        Entities: [
          { $id: '3', Name: 'api-1', Namespace: { $id: '4', Name: 'pay', Type: 'K8s-namespace' }, Type: 'K8s-pod' },
          { Name: 'c', Pod: { $ref: '3' }, Type: 'container' },
        ],
      },
      { labels: { namespace: 'pay', pod: 'api-1', container: 'c' } },
    ],
    [
      'defender-export',
      'in the form of ARM',
      {
        id: '/x/A1',
        name: 'A1',
        properties: {
          alertDisplayName: 'A threat',
          severity: 'High',
          status: 'InProgress',
          startTimeUtc: '2026-11-29T08:00:00.0000000Z',
          extendedProperties: { 'Pod name': 'api-1' },
        },
      },
      { identity: 'a1', severity: 'high', labels: { pod: 'api-1' }, annotations: { alert_id: '/x/A1' } },
    ],
    [
      'defender-export',
      'whose ARM id stands in the address of its page',
      {
        ...threat,
        AlertUri:
          'https://portal.azure.com/#blade/alertId/A1/subscriptionId/S1/resourceGroup/RG/referencedFrom/x/location/westeurope',
      },
      {
        annotations: {
          alert_id: '/subscriptions/S1/resourceGroups/RG/providers/Microsoft.Security/locations/westeurope/alerts/A1',
        },
      },
    ],
    [
      'defender-export',
      'that is a recommendation',
      {
        records: [
          {
            type: 'Microsoft.Security/assessments',
            id: `${cluster}/providers/Microsoft.Security/assessments/k1`,
            name: 'k1',
            properties: {
              displayName: 'Use RBAC',
              status: { code: 'Unhealthy' },
              metadata: { severity: 'High' },
              links: { azurePortal: 'portal.azure.com/#x' },
            },
          },
        ],
      },
      {
        status: 'firing',
        severity: 'high',
        title: 'Use RBAC: prod-weu',
        link: 'https://portal.azure.com/#x',
        labels: { kind: 'recommendation', cluster: 'prod-weu' },
      },
    ],
  ])('%s: one %s', (name, _, body, wanted) => {
    expect(readOne(name, body)).toMatchObject(wanted);
  });
});
