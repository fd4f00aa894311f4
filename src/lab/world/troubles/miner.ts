import { seededUuid } from '../seeded.ts';
import type { World } from '../world.ts';

const minute = 60_000;

/** Somebody runs a miner in a pod of fraud-score: its CPU is at the limit, and Defender says so. */
export function miner(world: World): void {
  const startTime = new Date(world.clock.now().getTime() - 96 * minute);
  const cluster = world.cluster('prod-weu');
  const pod = cluster.pods.find((it) => it.workload.name === 'fraud-score' && !it.goneAt);
  if (!pod) throw new Error('The range has no pod of fraud-score.');
  pod.extraCpu.set('fraud-score', (at) => (at >= startTime ? 4_000 : 0));
  world.alerts = [
    {
      name: `2517999${seededUuid('miner').slice(0, 12)}_${seededUuid('miner')}`,
      cluster,
      type: 'K8S.NODE_CryptoCoinMinerExecution',
      title: 'Potential crypto coin miner started',
      description:
        'Analysis of processes running within a container or directly on a Kubernetes node, has detected a process being started in a way normally associated with digital currency mining.',
      severity: 'Medium',
      status: 'Active',
      intent: 'Execution',
      startTime: new Date(startTime.getTime() + 2 * minute),
      pod,
      steps: [
        'Review with the owner of the workload whether the process was meant to run.',
        'If it was not, isolate the pod, keep its file system for forensics, and rotate the secrets that it could read.',
      ],
    },
  ];
}
