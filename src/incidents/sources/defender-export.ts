import { z } from 'zod';
import { defenderAlert } from '../defender/defender-alert.ts';
import { isRecommendation, recommendation } from '../defender/recommendation.ts';
import { MalformedBody } from '../malformed-body.ts';
import { recordOf } from '../reading/record-of.ts';
import { defineSource } from '../source.ts';

const config = z.strictObject({});

/**
 * What Defender for Cloud sends by itself: the trigger of a workflow automation passed on as it is, or events of
 * continuous export, one, a list, or a list below "records". Alerts and recommendations.
 */
export const defenderExport = defineSource<z.infer<typeof config>>({
  name: 'defender-export',
  title: 'Defender for Cloud, exported',
  config,
  // A Logic App takes 202 for the start of something that it must ask about again.
  accepted: 200,
  parse: (body, { now }) =>
    entriesOf(body).map((entry, index) => {
      const it = recordOf(entry);
      if (!it) throw new MalformedBody(`alert ${index}: must be an object`);
      const advice = isRecommendation(it) ? recommendation(it, now) : undefined;
      return advice ?? defenderAlert(it, { source: 'defender-export', where: `alert ${index}`, now });
    }),
  example: {
    VendorName: 'Microsoft',
    AlertType: 'K8S.NODE_CryptoCoinMinerExecution',
    ProductName: 'Microsoft Defender for Cloud',
    StartTimeUtc: '2026-11-29T08:21:07.113Z',
    EndTimeUtc: '2026-11-29T08:21:07.113Z',
    TimeGenerated: '2026-11-29T08:22:41.87Z',
    ProcessingEndTime: '2026-11-29T08:22:44.02Z',
    Severity: 'High',
    Status: 'New',
    SystemAlertId: '2517190834728869999_1a2b3c4d-5e6f-4708-91a2-b3c4d5e6f708',
    AlertDisplayName: 'Potential crypto coin miner started',
    Description: 'A process that is normally associated with mining digital currency was started in a container.',
    Intent: 'Execution, Impact',
    AzureResourceId:
      '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-prod-weu/providers/Microsoft.ContainerService/managedClusters/prod-weu',
    CompromisedEntity: 'prod-weu',
    IsIncident: false,
    RemediationSteps: ['Find the container in the alert and isolate it.', 'Look for the way in.'],
    AlertUri:
      'https://portal.azure.com/#blade/Microsoft_Azure_Security/AlertBlade/alertId/2517190834728869999_1a2b3c4d-5e6f-4708-91a2-b3c4d5e6f708/subscriptionId/5b7c1f0e-0000-4000-8000-000000000001/resourceGroup/rg-prod-weu/referencedFrom/alertDeepLink/location/westeurope',
    ExtendedProperties: {
      Namespace: 'payments',
      'Pod name': 'payments-api-7c9d5b6f4-x2k8q',
      'Suspicious process': '/tmp/.x/kdevtmpfsi',
    },
    ResourceIdentifiers: [
      {
        $id: '2',
        AzureResourceId:
          '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-prod-weu/providers/Microsoft.ContainerService/managedClusters/prod-weu',
        Type: 'AzureResource',
      },
    ],
    Entities: [
      {
        $id: '3',
        ResourceId:
          '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-prod-weu/providers/Microsoft.ContainerService/managedClusters/prod-weu',
        Type: 'azure-resource',
      },
      { $id: '4', CloudResource: { $ref: '3' }, Type: 'K8s-cluster' },
      { $id: '5', Name: 'payments', Cluster: { $ref: '4' }, Type: 'K8s-namespace' },
      { $id: '6', Name: 'payments-api', Namespace: { $ref: '5' }, Type: 'K8s-deployment' },
      { $id: '7', Name: 'payments-api-7c9d5b6f4-x2k8q', Namespace: { $ref: '5' }, Type: 'K8s-pod' },
      { $id: '8', ImageId: 'contoso.azurecr.io/payments-api:1.9.0', Type: 'container-image' },
      { $id: '9', Name: 'api', Image: { $ref: '8' }, Pod: { $ref: '7' }, Type: 'container' },
    ],
  },
});

/** An empty batch is none of its senders' habits: it is refused, not taken for nothing. */
function entriesOf(body: unknown): unknown[] {
  const records = recordOf(body)?.records;
  const list = Array.isArray(body) ? body : Array.isArray(records) ? records : [body];
  if (list.length === 0) throw new MalformedBody('the body holds no alert');
  return list;
}
