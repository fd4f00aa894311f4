import type { ClusterHealth } from '../model/cluster-health.ts';
import { plain } from './plain.ts';

type Version = NonNullable<ClusterHealth['version']>['value'];

/** Version and state of a cluster: what runs and can be had, and what is out of the ordinary set apart. */
export function versionLine(of: Version): { version: string; states: string } {
  const { current, newest, provisioningState, powerState, privateCluster } = of;
  const upgrade = newest === undefined || newest === current ? '' : `, upgrade to ${plain(newest, 30)} offered`;
  const states = [
    `provisioning ${plain(provisioningState, 40).toLowerCase()}`,
    `power ${plain(powerState, 40).toLowerCase()}`,
    ...(privateCluster ? ['private API server'] : []),
  ];
  return { version: `Kubernetes ${plain(current, 30)}${upgrade}`, states: `· ${states.join(' · ')}` };
}
