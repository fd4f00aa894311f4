import type { SecurityAlert } from '../alerts.ts';
import { seededUuid } from '../seeded.ts';
import type { World } from '../world.ts';

/** Three alerts of Defender for Cloud: two that are active in prod-weu, one that was dismissed. */
export function defenderAlerts(world: World): void {
  const now = world.clock.now().getTime();
  const cluster = world.cluster('prod-weu');
  const alert = (
    minutesAgo: number,
    given: Pick<SecurityAlert, 'type' | 'title' | 'description' | 'severity' | 'status' | 'intent' | 'steps'>,
    workload?: string,
  ): SecurityAlert => {
    const pod = cluster.pods.find((it) => it.workload.name === workload && !it.goneAt);
    return {
      ...given,
      name: `2517${String(now % 1_000_000_000_000).slice(0, 6)}999${minutesAgo}_${seededUuid(given.type)}`,
      cluster,
      startTime: new Date(now - minutesAgo * 60_000),
      ...(pod && { pod }),
    };
  };
  world.alerts = [
    alert(
      47,
      {
        type: 'K8S.NODE_SuspectDownload',
        title: 'Suspicious file download detected',
        description:
          'Analysis of processes running within a container indicates that a file was downloaded from an address that is rarely used.',
        severity: 'Medium',
        status: 'Active',
        intent: 'CommandAndControl',
        steps: [
          'Examine the process tree of the container.',
          'If it was not meant, isolate the pod and rotate its secrets.',
        ],
      },
      'fraud-score',
    ),
    alert(190, {
      type: 'K8S_NewServiceAccountRoleBinding',
      title: 'New high privileges role detected',
      description: 'Kubernetes audit log analysis detected a new role with high privileges.',
      severity: 'Low',
      status: 'Active',
      intent: 'Persistence',
      steps: ['Review the role and who bound it.'],
    }),
    alert(1_300, {
      type: 'K8S_ExposedDashboard',
      title: 'Exposed Kubernetes dashboard detected',
      description: 'Kubernetes audit log analysis detected exposure of the dashboard by a load balancer.',
      severity: 'High',
      status: 'Dismissed',
      intent: 'InitialAccess',
      steps: ['Remove the public service.'],
    }),
  ];
}
