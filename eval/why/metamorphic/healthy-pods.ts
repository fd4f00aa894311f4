import type { ApiObject, RecordedCase } from './recorded-case.ts';

/** Workloads that are well, each with its Deployment, ReplicaSet and ready pods, on nodes that are ready. */
export function healthyPods({ kubernetes, namespace, now }: RecordedCase, howMany: number): ApiObject[] {
  const nodes = kubernetes.items.filter(
    ({ kind, spec }) => kind === 'Node' && !(spec as { taints?: [] })?.taints?.length,
  );
  const inNamespace = namespace ?? 'default';
  const createdAt = new Date(Date.parse(now) - 40 * 3_600_000).toISOString();
  const meta = (name: string, more: object) => ({
    name,
    namespace: inNamespace,
    creationTimestamp: createdAt,
    ...more,
  });
  const perApp = 5;
  return Array.from({ length: howMany / perApp }, (_, app) => {
    const name = `calm-${app}`;
    const labels = { app: name };
    const container = { name: 'main', image: 'example.azurecr.io/calm:1.0' };
    const template = { metadata: { labels }, spec: { containers: [container] } };
    const owner = (kind: string, of: string) => ({
      ownerReferences: [{ apiVersion: 'apps/v1', kind, name: of, uid: '', controller: true }],
    });
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: meta(name, { labels }),
      spec: { replicas: perApp, selector: { matchLabels: labels }, template },
      status: { replicas: perApp, readyReplicas: perApp, availableReplicas: perApp },
    };
    const set = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: meta(`${name}-7c9f5`, { labels, ...owner('Deployment', name) }),
      spec: { replicas: perApp, selector: { matchLabels: labels }, template },
      status: { replicas: perApp, readyReplicas: perApp },
    };
    const pods = Array.from({ length: perApp }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: meta(`${name}-7c9f5-${index}bcdf`, { labels, ...owner('ReplicaSet', `${name}-7c9f5`) }),
      spec: {
        containers: [container],
        nodeName: nodes[(app + index) % Math.max(1, nodes.length)]?.metadata.name ?? '',
      },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [
          {
            name: 'main',
            ready: true,
            restartCount: 0,
            image: container.image,
            imageID: '',
            state: { running: { startedAt: createdAt } },
          },
        ],
      },
    }));
    return [deployment, set, ...pods];
  }).flat();
}
