import { monitorAlertId } from '../monitor-alert-id.ts';
import type { World } from '../world.ts';

const minute = 60_000;

/** Two alerts of Azure Monitor rules on prod-weu: one fires for the kills, one is over. */
export function monitorAlerts(world: World): void {
  const now = world.clock.now().getTime();
  const cluster = world.cluster('prod-weu');
  const alert = (name: string, minutesAgo: number) => ({
    id: monitorAlertId(cluster, `alert/${name}`),
    name,
    cluster,
    startTime: new Date(now - minutesAgo * minute),
  });
  world.monitorAlerts = [
    {
      ...alert('KubeContainerOOMKilledCount', 155),
      severity: 'Sev3',
      condition: 'Fired',
      description: 'Number of OOM killed containers is greater than 0.',
    },
    {
      ...alert('KubePVUsageHigh', 900),
      severity: 'Sev3',
      condition: 'Resolved',
      description: 'Average PV usage is greater than 80%.',
    },
  ];
}
