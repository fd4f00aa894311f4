import { replica } from '../build-pods.ts';
import { ofNode, ofPod } from '../event-of.ts';
import type { World } from '../world.ts';

const minute = 60_000;
const message =
  'The node was low on resource: ephemeral-storage. Threshold quantity: 12988612800, available: 9216Mi. Container cart was using 96Ki, request is 0, has larger consumption of ephemeral-storage. ';

/** The disk of a user node of prod-weu fills up: it reclaims images, evicts one pod of cart, and keeps another. */
export function nodeDiskFills(world: World): void {
  const now = world.clock.now().getTime();
  const ago = (minutes: number) => new Date(now - minutes * minute);
  const cluster = world.cluster('prod-weu');
  const [node, elsewhere] = cluster.nodes.filter((it) => it.pool === 'user' && !it.goneAt);
  const workload = world.workload(cluster.name, 'shop', 'cart');
  const [pod, ...others] = cluster.pods.filter((it) => it.workload === workload && !it.goneAt);
  if (!node || !elsewhere || !pod) throw new Error('The range has no second user node, or no cart, in prod-weu.');
  for (const it of [pod, ...others]) it.node = node;
  node.diskPressure = { since: ago(19) };
  pod.evicted = { at: ago(17), message };
  cluster.pods.push(replica(cluster, workload, 41, new Date(ago(17).getTime() + 1_000), elsewhere));
  cluster.happenings.push(
    ofNode(node, ago(19), 'Normal', 'NodeHasDiskPressure', `Node ${node.name} status is now: NodeHasDiskPressure`),
    ofNode(node, ago(18.8), 'Warning', 'EvictionThresholdMet', 'Attempting to reclaim ephemeral-storage'),
    ofNode(
      node,
      ago(18.6),
      'Warning',
      'FreeDiskSpaceFailed',
      'Failed to garbage collect required amount of images. Attempted to free 11811160064 bytes, but only found 914358272 bytes eligible to free.',
    ),
    ofPod(pod, ago(17), 'Warning', 'Evicted', message),
  );
}
