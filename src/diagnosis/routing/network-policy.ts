import type {
  V1LabelSelector,
  V1NetworkPolicy,
  V1NetworkPolicyIngressRule,
  V1NetworkPolicyPeer,
  V1NetworkPolicyPort,
} from '@kubernetes/client-node';
import type { Workload } from '../situation/workload.ts';
import { portsOf } from './pod-ports.ts';

/** One end of a connection, as policies see it. */
export interface End {
  namespace: string;
  labels: Readonly<Record<string, string>>;
  workload?: Workload;
}

type Direction = 'Ingress' | 'Egress';

/** Policies that rule a pod's traffic in a direction; none of them: everything is allowed. */
export function policiesFor(end: End, direction: Direction, policies: readonly V1NetworkPolicy[]): V1NetworkPolicy[] {
  return policies.filter(
    ({ metadata, spec }) =>
      metadata?.namespace === end.namespace &&
      typesOf(spec).includes(direction) &&
      selects(spec?.podSelector ?? {}, end.labels),
  );
}

/** Whether policies let a connection through to a port of the other end; several policies add up. */
export function allows(
  policies: readonly V1NetworkPolicy[],
  direction: Direction,
  own: End,
  other: End,
  port: number | undefined,
  protocol = 'TCP',
): boolean {
  if (policies.length === 0) return true;
  return policies.some(({ spec }) =>
    direction === 'Ingress'
      ? (spec?.ingress ?? []).some(
          (rule) => isPeer(sourcesOf(rule), own, other) && isPort(rule.ports, own, port, protocol),
        )
      : (spec?.egress ?? []).some((rule) => isPeer(rule.to, own, other) && isPort(rule.ports, other, port, protocol)),
  );
}

/** Objects are as the API writes them ("from"); the client's class would call the field `_from`. */
function sourcesOf(rule: V1NetworkPolicyIngressRule): V1NetworkPolicyPeer[] | undefined {
  return (rule as { from?: V1NetworkPolicyPeer[] }).from;
}

/** Whether pods under these policies may ask for names: port 53, wherever the cluster's DNS runs. */
export function allowsDns(policies: readonly V1NetworkPolicy[]): boolean {
  if (policies.length === 0) return true;
  return policies.some(({ spec }) =>
    (spec?.egress ?? []).some(
      ({ ports, to }) =>
        (!ports?.length || ports.some((it) => covers(it, 53))) &&
        // Pods of the own namespace alone are never the cluster's DNS.
        (!to?.length || to.some((it) => it.namespaceSelector || it.ipBlock)),
    ),
  );
}

function typesOf(spec: V1NetworkPolicy['spec']): string[] {
  return spec?.policyTypes ?? (spec?.egress ? ['Ingress', 'Egress'] : ['Ingress']);
}

function isPeer(peers: readonly V1NetworkPolicyPeer[] | undefined, own: End, other: End): boolean {
  if (!peers || peers.length === 0) return true;
  return peers.some(({ podSelector, namespaceSelector, ipBlock }) => {
    // Which addresses pods have is not known beforehand: a block is taken to hold them.
    if (ipBlock) return true;
    const isNamespace = namespaceSelector
      ? mayBeNamespace(namespaceSelector, other.namespace)
      : own.namespace === other.namespace;
    return isNamespace && (!podSelector || selects(podSelector, other.labels));
  });
}

/** Labels of namespaces are not read; only the one that Kubernetes sets itself can be compared. */
function mayBeNamespace({ matchLabels = {} }: V1LabelSelector, namespace: string): boolean {
  const name = matchLabels['kubernetes.io/metadata.name'];
  return name === undefined || name === namespace;
}

function isPort(
  ports: readonly V1NetworkPolicyPort[] | undefined,
  target: End,
  port: number | undefined,
  protocol: string,
) {
  if (!ports || ports.length === 0 || port === undefined) return true;
  return ports.some((it) => {
    if ((it.protocol ?? 'TCP') !== protocol) return false;
    if (typeof it.port === 'string')
      return target.workload
        ? portsOf(target.workload).some(({ name, number }) => name === it.port && number === port)
        : true;
    return covers(it, port);
  });
}

function covers({ port, endPort }: V1NetworkPolicyPort, asked: number): boolean {
  return (
    port === undefined ||
    port === asked ||
    (typeof port === 'number' && endPort !== undefined && port <= asked && asked <= endPort)
  );
}

function selects({ matchLabels = {}, matchExpressions = [] }: V1LabelSelector, labels: End['labels']): boolean {
  const isEqual = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return (
    isEqual &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'In') return value !== undefined && values.includes(value);
      if (operator === 'NotIn') return value === undefined || !values.includes(value);
      return operator === 'Exists' ? value !== undefined : value === undefined;
    })
  );
}
