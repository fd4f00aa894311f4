import { UpstreamError } from '../../errors.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import type { EstateInventory } from '../../evidence/estate/estate-inventory.ts';
import type { Gap } from '../../model/gap.ts';
import type { ClusterRef } from '../../model/subject.ts';
import type { PlaceFacts } from './place-facts.ts';

const what = 'pods and nodes';

/** What the workspaces did not tell of these clusters, each reason once with the clusters that it is about. */
export function estateGaps(
  clusters: readonly ClusterRef[],
  inventory: EstateInventory,
  factsOf: (cluster: ClusterRef) => PlaceFacts,
): Gap[] {
  const failed = (it: ClusterRef) => it.workspace && inventory.failures.get(it.workspace.customerId);
  const without = clusters.filter(({ workspace }) => !workspace);
  const read = clusters.filter((it) => it.workspace && !failed(it));
  const silent = read.filter((it) => !factsOf(it).pods);
  const nodeless = read.filter((it) => factsOf(it).pods && !factsOf(it).nodes);
  return [
    ...unreachable(clusters, inventory),
    ...some(without, () => ({
      what: `${what} of ${named(without)}`,
      why: `Container Insights is not enabled on ${named(without)}, so there is no workspace to ask.`,
      next: 'Enable it: az aks enable-addons --addons monitoring --name <cluster> --resource-group <group>',
    })),
    ...some(silent, () => ({
      what: `pods of ${named(silent)}`,
      why: `KubePodInventory has no rows of ${named(silent)} in the last ten minutes.`,
      next: 'Check that the Container Insights agent (ama-logs) runs there, or ask for "nodes" of that cluster.',
    })),
    ...some(nodeless, () => ({
      what: `nodes of ${named(nodeless)}`,
      why: `KubeNodeInventory has no rows of ${named(nodeless)}: the preset "Logs and Events" does not collect it.`,
      next: 'Choose the preset "Standard" in the monitoring settings, or ask for "nodes" of that cluster.',
    })),
    ...(inventory.unread > 0
      ? [
          gap({
            what: `${inventory.unread} lines about pods and nodes`,
            why: 'Log Analytics answered in a form that is not understood.',
            next: 'Report it with the time.',
          }),
        ]
      : []),
    ...inventory.partial.map((why) =>
      gap({ what: 'part of the pods and nodes', why: `Log Analytics answered in part: ${why}`, next: 'Ask again.' }),
    ),
  ];
}

/** A gap for each workspace that refused or did not answer. */
function unreachable(clusters: readonly ClusterRef[], { failures }: EstateInventory): Gap[] {
  const behind = Map.groupBy(clusters, ({ workspace }) => workspace?.customerId ?? '');
  return [...failures].flatMap(([customerId, error]) => {
    const those = behind.get(customerId) ?? [];
    const [first] = those;
    if (!first?.workspace) return [];
    const target = `workspace ${first.workspace.resourceId.split('/').at(-1)}`;
    const { service, reason, message, status, retryAfterMs } = error;
    const failure = new UpstreamError(service, reason, message, { status, retryAfterMs, target, cause: error });
    return [readGap(failure, `${what} of ${named(those)}`)];
  });
}

function some(clusters: readonly ClusterRef[], tell: () => Omit<Gap, 'service'>): Gap[] {
  return clusters.length === 0 ? [] : [gap(tell())];
}

function gap(words: Omit<Gap, 'service'>): Gap {
  return { service: 'Log Analytics', ...words };
}

/** "a", "a and b", "a and 8 more"; with "and" alone, since a comma would part the names on the card. */
function named(clusters: readonly ClusterRef[]): string {
  const names = clusters.map(({ name }) => name);
  return names.length > 3 ? `${names[0]} and ${names.length - 1} more` : names.join(' and ');
}
