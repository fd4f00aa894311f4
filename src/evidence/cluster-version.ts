import { defineCollector } from './collector.ts';

/** The control plane's version, the newest it may move to, and its state: AKS over ARM. */
export const clusterVersion = defineCollector({
  name: 'clusterVersion',
  what: 'version and upgrade state',
  async collect(azure, { cluster }, window) {
    const [managed, profile] = await Promise.all([azure.aks.cluster(cluster.id), azure.aks.upgrades(cluster.id)]);
    const newest = profile.upgrades
      .filter(({ preview }) => !preview)
      .map(({ version }) => version)
      .sort(byVersion)
      .at(-1);
    return {
      value: {
        current: managed.kubernetesVersion,
        ...(newest !== undefined && { newest }),
        provisioningState: managed.provisioningState,
        powerState: managed.powerState,
        privateCluster: managed.privateCluster,
      },
      source: { service: 'AKS', detail: `managed cluster ${cluster.name}` },
      at: window.to,
    };
  },
});

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
