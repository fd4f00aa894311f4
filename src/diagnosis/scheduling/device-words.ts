import type { V1Node } from '@kubernetes/client-node';
import { quantity } from '../../evidence/kubernetes/quantity.ts';
import { amount } from './amount.ts';

/** Machines with accelerators, by the labels of AKS and of NVIDIA's operator, or by their size (NC, ND, NG, NV). */
const gpuLabels = ['kubernetes.azure.com/accelerator', 'accelerator', 'nvidia.com/gpu.present'];
const gpuSize = /^Standard_N[CDGV]/i;

/** Why no node has a device, huge pages or local disk that a pod asks for, and what to do; undefined for cpu, memory and pods. */
export function deviceWords(
  resource: string,
  need: number,
  nodes: readonly V1Node[],
): { why: string; next: string } | undefined {
  const isDevice = resource.includes('/');
  const isPages = resource.startsWith('hugepages-');
  if (nodes.length === 0 || (!isDevice && !isPages && resource !== 'ephemeral-storage')) return undefined;
  const has = (node: V1Node, part: 'allocatable' | 'capacity') => quantity(node.status?.[part]?.[resource]) ?? 0;
  const offers = nodes.filter((node) => has(node, 'allocatable') > 0);
  const asked = `it asks for ${amount(resource, need)}`;
  if (offers.length > 0) {
    const largest = Math.max(...offers.map((node) => has(node, 'allocatable')));
    if (need > largest || !isDevice) return undefined;
    const total = offers.reduce((sum, node) => sum + has(node, 'allocatable'), 0);
    return {
      why: `${asked}, and of the ${amount(resource, total)} that ${namesOf(offers)} ${offers.length === 1 ? 'offers' : 'offer'} too few are free where it may run`,
      next: `See who holds them: kubectl describe node ${offers[0]?.metadata?.name ?? ''}; end what is not needed, or add a node to that pool.`,
    };
  }
  if (isPages)
    return {
      why: `${asked}, and no node has any set aside`,
      next: `Add a node pool whose Linux configuration sets huge pages aside (az aks nodepool add --linux-os-config), or do without: remove ${resource} from the limits.`,
    };
  if (!isDevice) return undefined;
  const broken = nodes.filter((node) => has(node, 'capacity') > 0);
  const built = nodes.filter(({ metadata }) => isGpuMachine(metadata?.labels ?? {}));
  if (broken.length > 0)
    return {
      why: `${asked}, and the devices of ${namesOf(broken)} are there but none is healthy`,
      next: `Look at the device plug-in and the driver on ${broken[0]?.metadata?.name}: kubectl get pods -A -o wide --field-selector spec.nodeName=${broken[0]?.metadata?.name}.`,
    };
  if (built.length > 0 && /gpu/i.test(resource))
    return {
      why: `${asked}, and no node offers any: ${namesOf(built)} ${built.length === 1 ? 'is a GPU machine' : 'are GPU machines'}, so its device plug-in does not run there`,
      next: `Install or mend the device plug-in of ${resource} (kubectl get daemonsets -A shows whether one runs, and whether it tolerates the taints of ${built[0]?.metadata?.name}).`,
    };
  return {
    why: `${asked}, and no node offers any`,
    next: `Add a node pool of machines that have ${resource} (az aks nodepool add --node-vm-size SIZE) together with its device plug-in, or remove ${resource} from the limits.`,
  };
}

function isGpuMachine(labels: Record<string, string>): boolean {
  return gpuLabels.some((it) => it in labels) || gpuSize.test(labels['node.kubernetes.io/instance-type'] ?? '');
}

function namesOf(nodes: readonly V1Node[]): string {
  const names = nodes.slice(0, 3).map(({ metadata }) => metadata?.name ?? '');
  return nodes.length > 3 ? `${names.join(', ')} and ${nodes.length - 3} more nodes` : names.join(', ');
}
