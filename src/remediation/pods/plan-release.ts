import type { V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import type { Plan } from '../../model/remediation.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { selects } from '../kubernetes/selects.ts';
import { servicesOf } from './labels-taken.ts';
import { isolationLabel, labelsBefore, policyName } from './network-policies.ts';
import { mustBeChangeable, type PodTarget, readPod } from './pod-target.ts';
import { type Relabelling, relabel } from './relabel.ts';

/** What a pod is before it is released. */
export interface ReleaseBefore {
  uid: string;
  /** All that it has now. */
  labels: Record<string, string>;
  /** Those that it gets back. */
  taken: Record<string, string>;
  isLabelled: boolean;
  /** Of the policy that cuts it off; empty where there is none. */
  policyUid: string;
}

const Labels = z.record(z.string(), z.string());

/** Plans to release a pod. Throws UserError where it is not isolated, or where getting its labels back would be its end. */
export async function planRelease(azure: Azure, target: PodTarget): Promise<Plan<ReleaseBefore>> {
  const { clusterId, namespace, name } = target;
  const [cluster, pod] = await Promise.all([clusterById(azure, clusterId), readPod(azure, target)]);
  mustBeChangeable(pod);
  const { uid = '', labels = {}, resourceVersion = '' } = pod.metadata ?? {};
  const policy = await azure.kubernetes.object(clusterId, 'networkpolicies', policyName(uid), namespace);
  const isLabelled = labels[isolationLabel] !== undefined;
  if (!isLabelled && !policy) throw new UserError(`Pod ${name} is not isolated.`);
  const taken = isLabelled ? takenFrom(pod) : {};
  const before = { uid, labels, taken, isLabelled, policyUid: policy?.metadata?.uid ?? '' };
  const again = { ...labels, ...taken };
  const taking = isLabelled ? await whoTakesIt(azure, target, again) : [];
  if (isLabelled) await relabel(azure, target, releasing(before), { resourceVersion, dryRun: true });
  if (policy) await removePolicy(azure, target, before, true);
  const served = isLabelled ? servicesOf(await azure.kubernetes.list(clusterId, 'services', namespace), again) : [];
  const back = Object.entries(taken).map(([key, value]) => ({ field: `label ${key}`, before: '', after: value }));
  const mark = { field: `label ${isolationLabel}`, before: uid, after: '' };
  return {
    sentence: `Release pod ${name}: it gets its labels back and is reached again.`,
    place: placeIn(cluster, namespace),
    objects: [
      ...(isLabelled ? [{ kind: 'Pod', namespace, name, fields: [...back, mark] }] : []),
      ...(policy
        ? [
            {
              kind: 'NetworkPolicy',
              namespace,
              name: policyName(uid),
              fields: [{ field: 'policy', before: 'nothing in, nothing out', after: '' }],
            },
          ]
        : []),
    ],
    reach: [...taking, ...(served.length > 0 ? [`Services ${served.join(', ')} send to it again.`] : [])],
    before,
    precondition: resourceVersion,
  };
}

/** Removes the policy that was seen, or tries that. */
export async function removePolicy(
  azure: Azure,
  { clusterId, namespace }: PodTarget,
  { uid, policyUid }: ReleaseBefore,
  dryRun: boolean,
): Promise<void> {
  const object = { namespace, name: policyName(uid) };
  await azure.change.kubernetes.remove(clusterId, 'networkpolicies', object, { uid: policyUid, dryRun });
}

/** The labels of a pod that is released. */
export function releasing({ taken }: ReleaseBefore): Relabelling {
  return { labels: { ...taken, [isolationLabel]: null }, annotations: { [labelsBefore]: null } };
}

function takenFrom({ metadata }: V1Pod): Record<string, string> {
  const kept = metadata?.annotations?.[labelsBefore];
  try {
    return Labels.parse(JSON.parse(kept ?? ''));
  } catch {
    throw new UserError(
      `Pod ${metadata?.name} does not say any more which labels it had (annotation ${labelsBefore}): put them back by hand.`,
    );
  }
}

/** Which ReplicaSet takes a pod with these labels back, in words; throws UserError where that would be the pod's end. */
async function whoTakesIt(
  azure: Azure,
  { clusterId, namespace, name }: PodTarget,
  labels: Record<string, string>,
): Promise<string[]> {
  const sets = await azure.kubernetes.list(clusterId, 'replicasets', namespace);
  const found = sets.find(({ spec }) => selects(spec?.selector, labels));
  if (!found) return [];
  const wanted = found.spec?.replicas ?? 1;
  if (wanted === 0)
    throw new UserError(
      `ReplicaSet ${found.metadata?.name} wants no pods by now: with its labels back, ${name} would be deleted at once. Leave it isolated, or delete it.`,
    );
  return [
    `ReplicaSet ${found.metadata?.name} takes it back and then has one pod too many: it deletes one, and that may be this one.`,
  ];
}
