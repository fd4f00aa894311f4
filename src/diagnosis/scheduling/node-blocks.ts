import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { quantity } from '../../evidence/kubernetes/quantity.ts';
import { amount } from './amount.ts';
import type { Block } from './constraint.ts';
import { meetsNodeSelector } from './label-match.ts';
import type { Amounts } from './requests.ts';
import type { Stock } from './stock.ts';
import { taintText, untolerated } from './tolerations.ts';

const unschedulable = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
/** Taints by which Kubernetes says that a node is not well. */
const unwell =
  /^node\.(?:kubernetes\.io\/(?:not-ready|unreachable|network-unavailable|(?:memory|disk|pid)-pressure|out-of-service)|cloudprovider\.kubernetes\.io\/(?:uninitialized|shutdown))$/;

/** What the node's labels, taints and state have against a pod. */
export function stateBlocks({ spec }: V1Pod, node: V1Node): Block[] {
  const blocks: Block[] = [];
  const name = node.metadata?.name ?? '';
  const labels = node.metadata?.labels;
  const unmet = Object.entries(spec?.nodeSelector ?? {}).filter(([key, value]) => labels?.[key] !== value);
  if (unmet.length > 0)
    blocks.push({
      constraint: 'node-selector',
      detail: `has ${unmet.map(([key]) => `${key}=${labels?.[key] ?? '(none)'}`).join(', ')}`,
    });
  const wanted = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (wanted && !meetsNodeSelector(node, wanted))
    blocks.push({ constraint: 'node-affinity', detail: 'does not meet the required node affinity' });

  if (node.spec?.unschedulable && untolerated([unschedulable], spec?.tolerations).length > 0)
    blocks.push({ constraint: 'cordon', detail: 'is cordoned', proof: { text: name, where: 'name of the Node' } });
  const taints = untolerated(node.spec?.taints, spec?.tolerations).filter(({ key }) => key !== unschedulable.key);
  const sick = taints.find(({ key }) => unwell.test(key));
  if (sick) blocks.push({ constraint: 'not-ready', detail: `is tainted ${taintText(sick)}` });
  const own = taints.filter(({ key }) => !unwell.test(key));
  if (own[0])
    blocks.push({
      constraint: 'taint',
      detail: `is tainted ${own.map(taintText).join(', ')}`,
      proof: { text: own[0].key, where: `taint of Node ${name}` },
    });
  return blocks;
}

/** What the node has too little of for a pod, given what its pods ask for already. */
export function resourceBlocks(needs: Amounts, node: V1Node, { used }: Stock): Block[] {
  const allocatable = node.status?.allocatable;
  if (!allocatable) return [];
  const taken = used.get(node.metadata?.name ?? '');
  const blocks: Block[] = [];
  for (const [resource, need] of needs) {
    const all = allocatable[resource] === undefined ? undefined : quantity(allocatable[resource]);
    // What a recording leaves out of CPU and memory is not shown; a device that no node names is not there.
    if (need === 0 || (all === undefined && !resource.includes('/'))) continue;
    const free = Math.max(0, (all ?? 0) - (taken?.get(resource) ?? 0));
    if (need <= free + 1e-9) continue;
    const constraint = resource === 'cpu' || resource === 'memory' ? resource : 'other-resource';
    const whole = need > (all ?? 0) ? `has ${amount(resource, all ?? 0)} in all` : `has ${amount(resource, free)} free`;
    blocks.push({ constraint, detail: `${whole}, ${amount(resource, need)} are asked for` });
  }
  return blocks;
}

/** Host ports of a pod that another pod of the node has; an address of its own keeps two apart. */
export function portBlocks(pod: V1Pod, node: V1Node, { podsOn }: Stock): Block[] {
  const wanted = hostPortsOf(pod);
  if (wanted.length === 0) return [];
  for (const other of podsOn.get(node.metadata?.name ?? '') ?? []) {
    const clash = hostPortsOf(other).find((it) => wanted.some((mine) => isSame(mine, it)));
    if (clash)
      return [{ constraint: 'host-port', detail: `host port ${clash.port} is taken by ${other.metadata?.name}` }];
  }
  return [];
}

/** Whether a node is set aside for the cluster's own control plane. */
export function isControlPlane({ metadata, spec }: V1Node): boolean {
  const labels = metadata?.labels ?? {};
  return (
    'node-role.kubernetes.io/control-plane' in labels ||
    'node-role.kubernetes.io/master' in labels ||
    /^(?:master|control-?plane)$/.test(labels['kubernetes.io/role'] ?? '') ||
    (spec?.taints ?? []).some(({ key }) => /^node-role\.kubernetes\.io\/(?:control-plane|master)$/.test(key))
  );
}

function hostPortsOf({ spec }: V1Pod) {
  return [...(spec?.containers ?? []), ...(spec?.initContainers ?? []).filter((it) => it.restartPolicy === 'Always')]
    .flatMap(({ ports = [] }) => ports)
    .flatMap(({ containerPort, hostIP = '', hostPort, protocol = 'TCP' }) => {
      const port = hostPort ?? (spec?.hostNetwork ? containerPort : undefined);
      return port ? [{ port, protocol, ip: hostIP === '0.0.0.0' ? '' : hostIP }] : [];
    });
}

type HostPort = ReturnType<typeof hostPortsOf>[number];

function isSame(a: HostPort, b: HostPort): boolean {
  return a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === '' || b.ip === '');
}
