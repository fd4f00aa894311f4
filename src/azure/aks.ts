/** What ARM says of one managed cluster (api-version 2026-04-01), reduced to what we use. */
export interface ManagedCluster {
  id: string;
  name: string;
  location: string;
  kubernetesVersion: string;
  provisioningState: string;
  powerState: string;
  privateCluster: boolean;
  nodePools: { name: string; mode: string; count: number; minCount?: number; maxCount?: number; version: string; vmSize: string }[];
}

/** The versions a cluster may move to. */
export interface UpgradeProfile {
  current: string;
  upgrades: { version: string; preview: boolean }[];
}

/** AKS over ARM. */
export interface Aks {
  cluster(id: string): Promise<ManagedCluster>;
  upgrades(id: string): Promise<UpgradeProfile>;
}
