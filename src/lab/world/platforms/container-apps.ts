import type { ArmBody } from '../graph/graph-row.ts';
import { bodyOn, type Ground, idOn } from './ground.ts';

/** Container Apps and a job: one for the company alone, one that the world reaches without TLS, a job with a plain secret. */
export function containerApps(ground: Ground): ArmBody[] {
  const { registry, suffix } = ground;
  const environment = `cae-${suffix}`;
  const group = 'rg-apps';
  const managedEnvironmentId = idOn(ground, group, 'Microsoft.App/managedEnvironments', environment);
  const app = (name: string, ingress: object, containers: object[], owner?: string) =>
    bodyOn(ground, {
      type: 'Microsoft.App/containerApps',
      name: `${name}-${suffix}`,
      ...{ group, owner },
      properties: {
        provisioningState: 'Succeeded',
        managedEnvironmentId,
        environmentId: managedEnvironmentId,
        configuration: { activeRevisionsMode: 'Single', ingress, secrets: [{ name: 'db-password' }] },
        template: { containers, scale: { minReplicas: 1, maxReplicas: 5 } },
      },
    });
  return [
    bodyOn(ground, {
      type: 'Microsoft.App/managedEnvironments',
      name: environment,
      group,
      properties: {
        provisioningState: 'Succeeded',
        vnetConfiguration: { internal: ground.environment === 'production' },
      },
    }),
    app(
      'orders-api',
      { external: false, targetPort: 8080, allowInsecure: false, fqdn: `orders-api.internal.${suffix}.example` },
      [container('orders-api', `${registry}/checkout-api:2.7.2`, [{ name: 'DB', secretRef: 'db-password' }])],
      'team-shop',
    ),
    app(
      'orders-web',
      { external: true, targetPort: 3000, allowInsecure: true, fqdn: `orders-web.${suffix}.example` },
      [container('orders-web', 'docker.io/contosolabs/orders-web:1.4', [])],
      'team-shop',
    ),
    bodyOn(ground, {
      type: 'Microsoft.App/jobs',
      name: `nightly-export-${suffix}`,
      group,
      properties: {
        provisioningState: 'Succeeded',
        environmentId: managedEnvironmentId,
        configuration: { triggerType: 'Schedule', replicaTimeout: 1800, scheduleTriggerConfig: { parallelism: 2 } },
        template: {
          containers: [
            container('export', `${registry}/payments-worker:0.3`, [
              { name: 'API_KEY', value: 'made-up-and-plain' },
              { name: 'TARGET', value: 'archive' },
            ]),
          ],
        },
      },
    }),
  ];
}

function container(name: string, image: string, env: object[]) {
  return { name, image, env, resources: { cpu: 0.5, memory: '1Gi' } };
}
