import type { SecurityAlert } from '../world/alerts.ts';
import { seededUuid } from '../world/seeded.ts';
import type { World } from '../world/world.ts';

/** A security alert that Defender raises now, for the next poll to find. */
export function testSecurityAlert(world: World, now: Date): SecurityAlert {
  const cluster = world.cluster('prod-weu');
  const pod = cluster.pods.find((it) => it.workload.name === 'fraud-score' && !it.goneAt);
  return {
    name: `2517999${String(now.getTime()).slice(-9)}999_${seededUuid(`test/${now.getTime()}`)}`,
    cluster,
    type: 'K8S.NODE_ReverseShell',
    title: 'Potential reverse shell detected',
    description: 'A process in a container redirected its input and output to a connection to the outside.',
    severity: 'High',
    status: 'Active',
    intent: 'Exploitation',
    startTime: now,
    ...(pod && { pod }),
    steps: ['Isolate the pod and keep its file system.', 'Rotate the secrets that it could read.'],
  };
}
