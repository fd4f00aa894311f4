import { quantity } from '../../evidence/kubernetes/quantity.ts';
import { amount } from './amount.ts';
import { deviceWords } from './device-words.ts';
import type { Placement } from './placements.ts';
import { requestsOf } from './requests.ts';

/** What is short, how much, and what to do: too large for any node, or too full now. */
export function roomWords(
  { pod, workload, verdicts, blocked, scheduler, event, condition }: Placement,
  resource: string | undefined,
): { why: string; next: string; request?: string } {
  const needs = requestsOf(pod);
  const said = /Insufficient ([\w/-]+(?:\.[\w/-]+)*)/.exec(event?.message ?? condition ?? '')?.[1];
  const short = resource ?? [...needs.keys()].find((name) => blocked.some(({ block }) => block.detail.includes(name)));
  const name = short ?? said ?? 'pods';
  const need = needs.get(name) ?? 0;
  const largest = Math.max(0, ...verdicts.map(({ node }) => quantity(node.status?.allocatable?.[name]) ?? 0));
  const whose = `${workload.kind} ${workload.name}`;
  const request = requestText(pod, name);
  const asked = need > 0 ? `it asks for ${amount(name, need)}` : `it asks for ${name}`;
  const device = deviceWords(
    name,
    need,
    verdicts.map(({ node }) => node),
  );
  if (device) return { ...device, ...(request && { request }) };
  if (verdicts.length > 0 && need > largest)
    return {
      why: `${asked}, and the largest node has ${amount(name, largest)} in all`,
      next: `Lower the request of ${whose} below ${amount(name, largest)}, or add a node pool with larger nodes.`,
      ...(request && { request }),
    };
  const [first] = blocked;
  const where = first ? ` (${first.node.metadata?.name} ${first.block.detail})` : '';
  const unseen = scheduler === 'alone' && verdicts.length > 0 ? '; what other namespaces take was not read' : '';
  return {
    why: `${asked}, and no node that would take it has as much free${where}${unseen}`,
    next: `Lower the request of ${whose}, remove what is not needed from the nodes, or add a node.`,
    ...(request && { request }),
  };
}

function requestText({ spec }: Placement['pod'], resource: string): string | undefined {
  return (spec?.containers ?? [])
    .flatMap(({ resources }) => resources?.requests?.[resource] ?? resources?.limits?.[resource] ?? [])
    .sort((a, b) => (quantity(b) ?? 0) - (quantity(a) ?? 0))[0];
}
