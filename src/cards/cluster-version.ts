import type { ClusterHealth } from '../model/cluster-health.ts';
import { plain } from './plain.ts';

type Version = NonNullable<ClusterHealth['version']>['value'];

/** Version and state of a cluster in one line: "Kubernetes 1.33.4, 1.34.1 can be had · Succeeded · Running · private". */
export function versionLine({ current, newest, provisioningState, powerState, privateCluster }: Version): string {
  const upgrade = newest === undefined || newest === current ? '' : `, upgrade to ${plain(newest, 30)} offered`;
  const states = [
    `provisioning ${plain(provisioningState, 40).toLowerCase()}`,
    `power ${plain(powerState, 40).toLowerCase()}`,
  ];
  return [
    `Kubernetes ${plain(current, 30)}${upgrade}`,
    ...states,
    ...(privateCluster ? ['private API server'] : []),
  ].join(' · ');
}
