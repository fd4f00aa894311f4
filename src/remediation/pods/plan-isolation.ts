import type { V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import type { FieldChange, Plan } from '../../model/remediation.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { controllerOf, readControl } from './controller-of.ts';
import { labelsTaken, servicesOf } from './labels-taken.ts';
import {
  denyAll,
  isolationLabel,
  labelsBefore,
  mustEnforcePolicies,
  policyName,
  stillAllowing,
  usesHostNetwork,
} from './network-policies.ts';
import { mustBeChangeable, type PodTarget, readPod } from './pod-target.ts';
import { type Relabelling, relabel } from './relabel.ts';

/** What a pod is before it is cut off. */
export interface IsolationBefore {
  uid: string;
  /** All that it has. */
  labels: Record<string, string>;
  /** Those of them that are taken off. */
  taken: Record<string, string>;
}

/** Plans to cut a pod off. Throws UserError where no policy would. */
export async function planIsolation(azure: Azure, target: PodTarget): Promise<Plan<IsolationBefore>> {
  const { clusterId, namespace, name } = target;
  const { kubernetes } = azure;
  const [cluster, pod, services, policies] = await Promise.all([
    clusterById(azure, clusterId),
    readPod(azure, target),
    kubernetes.list(clusterId, 'services', namespace),
    kubernetes.list(clusterId, 'networkpolicies', namespace),
    mustEnforcePolicies(azure, clusterId),
  ]);
  mustBeReachedByPolicies(pod);
  const owner = controllerOf(pod);
  const control = owner && (await readControl(azure, target, owner));
  const { uid = '', labels = {}, resourceVersion = '' } = pod.metadata ?? {};
  const before = { uid, labels, taken: labelsTaken(pod, { services, control, policies }) };
  await azure.change.kubernetes.apply(clusterId, 'networkpolicies', denyAll(target, uid), { dryRun: true });
  await relabel(azure, target, isolating(before), { resourceVersion, dryRun: true });
  const kept = Object.fromEntries(Object.entries(labels).filter(([key]) => before.taken[key] === undefined));
  const served = servicesOf(services, labels);
  return {
    sentence: `Isolate pod ${name}: a NetworkPolicy denies it everything, it serves nobody, and it is kept for a look.`,
    place: placeIn(cluster, namespace),
    objects: [
      {
        ...{ kind: 'NetworkPolicy', namespace, name: policyName(uid) },
        fields: [{ field: 'policy', before: '', after: 'nothing in, nothing out' }],
      },
      { kind: 'Pod', namespace, name, fields: labelFields(before) },
    ],
    reach: [
      ...stillAllowing(policies, kept),
      served.length > 0 ? `Services ${served.join(', ')} send nothing to it any more.` : 'No service leads to it.',
      ...replacement(pod, control !== undefined),
      'Its processes go on running. Connections that are open may stay open, and its node reaches it still.',
    ],
    before,
    precondition: resourceVersion,
  };
}

function mustBeReachedByPolicies(pod: V1Pod): void {
  const { name, labels } = pod.metadata ?? {};
  mustBeChangeable(pod);
  if (usesHostNetwork(pod))
    throw new UserError(
      `Pod ${name} uses the network of its node: no NetworkPolicy reaches it. Cordon the node, and delete the pod.`,
    );
  if (labels?.[isolationLabel]) throw new UserError(`Pod ${name} is isolated already.`);
}

function replacement(pod: V1Pod, isKnown: boolean): string[] {
  const owner = controllerOf(pod);
  if (!owner) return ['Nothing replaces it: it has no controller.'];
  if (!isKnown) return [`${owner.kind} ${owner.name} is asked nothing: it may act on the pod.`];
  if (owner.kind === 'StatefulSet')
    return [
      `StatefulSet ${owner.name} lets it go and cannot make another of the same name: it stays one pod short until this one is deleted.`,
    ];
  return [`${owner.kind} ${owner.name} lets it go and makes another pod in its place.`];
}

function labelFields({ uid, taken }: IsolationBefore): FieldChange[] {
  return [
    ...Object.entries(taken).map(([key, value]) => ({ field: `label ${key}`, before: value, after: '' })),
    { field: `label ${isolationLabel}`, before: '', after: uid },
  ];
}

/** The labels of a pod that is cut off. */
export function isolating({ uid, taken }: IsolationBefore): Relabelling {
  return {
    labels: { ...Object.fromEntries(Object.keys(taken).map((key) => [key, null])), [isolationLabel]: uid },
    annotations: { [labelsBefore]: JSON.stringify(taken) },
  };
}
