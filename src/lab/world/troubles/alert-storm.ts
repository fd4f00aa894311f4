import type { Pod } from '../estate.ts';
import { monitorAlertId } from '../monitor-alert-id.ts';
import { seededUuid } from '../seeded.ts';
import type { World } from '../world.ts';
import { nodeLost } from './node-lost.ts';

const rules = [
  'KubePodNotReadyAvailability',
  'KubePodCrashLooping',
  'KubeDeploymentReplicasMismatch',
  'KubeNodeNotReady',
];

/** A node is lost, and alerts of it and of all above it come in a flood within half an hour. */
export function alertStorm(world: World, counts: { monitor: number; security: number }): void {
  const lost = nodeLost(world);
  const cluster = world.cluster('prod-weu');
  const begin = world.clock.now().getTime() - 30 * 60_000;
  const at = (index: number, count: number) => new Date(begin + Math.floor((index * 29 * 60_000) / count));
  const pods = cluster.pods.filter((it) => !it.goneAt && !it.workload.system);
  world.monitorAlerts = Array.from({ length: counts.monitor }, (_, index) => {
    const rule = rules[index % rules.length] ?? '';
    return {
      id: monitorAlertId(cluster, `storm/${index}`),
      name: rule,
      cluster,
      severity: rule === 'KubeNodeNotReady' ? ('Sev1' as const) : ('Sev3' as const),
      condition: 'Fired' as const,
      startTime: at(index, counts.monitor),
      description: `${rule} fired for the ${index + 1}. time in this storm.`,
      labels: rule === 'KubeNodeNotReady' ? { node: lost.name } : labelsOf(rule, pods[index % pods.length]),
    };
  });
  world.alerts = Array.from({ length: counts.security }, (_, index) => {
    const pod = pods[index % pods.length];
    return {
      name: `2517998${seededUuid(`storm/${index}`).slice(0, 12)}_${seededUuid(`storm/security/${index}`)}`,
      cluster,
      type: 'K8S.NODE_SuspectConnection',
      title: 'Connection to a suspicious address',
      description: 'A container connected to an address that is rarely used.',
      severity: 'Low' as const,
      status: 'Active' as const,
      intent: 'CommandAndControl',
      startTime: at(index, counts.security),
      ...(pod && { pod }),
      steps: ['Examine what the container connects to.'],
    };
  });
}

/** What a rule about pods, or about their Deployment, fires on. */
function labelsOf(rule: string, pod: Pod | undefined): Record<string, string> {
  if (!pod) return {};
  const { namespace, name } = pod.workload;
  return rule === 'KubeDeploymentReplicasMismatch' ? { namespace, deployment: name } : { namespace, pod: pod.name };
}
