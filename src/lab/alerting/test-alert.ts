import { readCommonAlert } from '../../incidents/azure-monitor/read-common-alert.ts';
import { recordOf } from '../../incidents/reading/record-of.ts';
import type { PushedSource } from '../../incidents/source.ts';
import { seededHex, seededUuid } from '../world/seeded.ts';
import type { World } from '../world/world.ts';

/** The subscription and the pod that examples are about. */
const inExamples = { subscription: '5b7c1f0e-0000-4000-8000-000000000001', pod: 'payments-api-7c9d5b6f4-x2k8q' };

/** A source's example as a body that is sent now: about things of the range, with ids that nobody has seen. */
export function testAlert({ name, example }: Pick<PushedSource, 'name' | 'example'>, world: World, now: Date): unknown {
  const cluster = world.cluster('prod-weu');
  const pod = cluster.pods.find((it) => it.workload.name === 'payments-api' && !it.goneAt);
  const seed = String(now.getTime());
  const text = JSON.stringify(example)
    .replaceAll(/20\d\d-\d\d-\d\dT[\d:.]+Z/g, now.toISOString())
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) =>
      id === inExamples.subscription ? cluster.subscription.id : seededUuid(`${id}/${seed}`),
    )
    .replaceAll(/\b([0-9a-f]{16}|[0-9a-f]{40})\b/g, (id) => seededHex(`${id}/${seed}`, id.length))
    .replaceAll('rg-prod-weu', cluster.resourceGroup)
    .replaceAll(inExamples.pod, pod?.name ?? inExamples.pod);
  // A push only informs, and opens no incident.
  if (name === 'acr') return { ...recordOf(JSON.parse(text)), action: 'quarantine' };
  const body: unknown = JSON.parse(text);
  // Azure Monitor knows what it sent: its state can be set.
  if (name === 'azure-monitor') {
    const { essentials } = readCommonAlert(body);
    world.monitorAlerts.push({
      ...{ id: essentials.alertId, name: 'Test alert', cluster, severity: 'Sev3', condition: 'Fired' },
      ...{ startTime: now, description: 'Fired by hand.' },
    });
  }
  return body;
}
