import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** What runs on each node. */
export const nodeVersions = defineQuery({
  name: 'node-versions',
  title: 'Versions of the nodes',
  summary: 'Kubelet, runtime and operating system of each node.',
  ways: ['kubelet versions', 'node images'],
  table: 'KubeNodeInventory',
  of: 'cluster',
  hours: 1,
  kql: (it) => kql`
KubeNodeInventory${within(it)}
| summarize arg_max(TimeGenerated, KubeletVersion, DockerVersion, OperatingSystem, CreationTimeStamp) by Node = Computer
| project Node, Kubelet = KubeletVersion, Runtime = DockerVersion, System = OperatingSystem, Created = CreationTimeStamp
| order by Kubelet asc, Node asc`,
});
