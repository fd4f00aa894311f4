import { defenderAlert } from '../../src/incidents/defender/defender-alert.ts';
import type { Alert } from '../../src/model/alert.ts';

const subscription = '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001';
const ids = { count: 0 };

/** What an alert of Defender names. */
export interface Attacked {
  type?: string;
  title?: string;
  intent?: string;
  cluster?: string;
  namespace?: string;
  pod?: string;
  node?: string;
  serviceAccount?: string;
}

/** An alert of Defender as ARM gives it, about what is named; each has an id of its own. */
export function attackRow(o: Attacked, now: Date) {
  const { cluster = 'prod-weu', namespace, pod, node, serviceAccount } = o;
  const name = `2517${String(++ids.count).padStart(15, '0')}_00000000-0000-4000-8000-000000000000`;
  const clusterId = `${subscription}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/${cluster}`;
  const at = now.toISOString();
  return {
    id: `${subscription}/resourceGroups/rg/providers/Microsoft.Security/locations/westeurope/alerts/${name}`,
    name,
    properties: {
      alertType: o.type ?? 'K8S.NODE_Webshell',
      systemAlertId: name,
      alertDisplayName: o.title ?? 'Something suspicious',
      description: 'It was seen.',
      severity: 'High',
      status: 'Active',
      intent: o.intent ?? 'Persistence',
      startTimeUtc: at,
      timeGeneratedUtc: at,
      compromisedEntity: cluster,
      resourceIdentifiers: [{ type: 'AzureResource', azureResourceId: clusterId }],
      entities: [
        { $id: '1', type: 'azure-resource', resourceId: clusterId },
        { $id: '2', type: 'K8s-cluster', cloudResource: { $ref: '1' } },
        ...(namespace ? [{ $id: '3', type: 'K8s-namespace', name: namespace, cluster: { $ref: '2' } }] : []),
        ...(pod ? [{ $id: '4', type: 'K8s-pod', name: pod, namespace: { $ref: '3' } }] : []),
        ...(node ? [{ $id: '5', type: 'K8s-node', name: node, cluster: { $ref: '2' } }] : []),
        ...(serviceAccount ? [{ type: 'K8s-service-account', name: serviceAccount, namespace: { $ref: '3' } }] : []),
      ],
    },
  };
}

/** The same as the poll reads it. */
export function attackAlert(o: Attacked, now: Date): Alert {
  return defenderAlert(attackRow(o, now), { source: 'defender', where: 'a test', now });
}
