import type { V1Deployment, V1ReplicaSet, V1StatefulSet } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { UpstreamError, UserError } from '../../errors.ts';
import { defineAction, type Verified } from '../action.ts';
import { autoscaled, autoscalerOf } from '../kubernetes/autoscaler-of.ts';
import { budgetLines } from '../kubernetes/budget-lines.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { managedBy } from '../kubernetes/managed-by.ts';
import { ownerOf } from '../kubernetes/owner-of.ts';
import { quotaRoom } from '../kubernetes/quota-room.ts';
import { unlessPutBack } from '../kubernetes/unless-put-back.ts';
import { workloadTarget } from '../kubernetes/workload-target.ts';

/** The kinds that have a number of replicas. */
export const scaledKinds = ['Deployment', 'StatefulSet', 'ReplicaSet'] as const;

const input = z.strictObject({
  ...workloadTarget,
  kind: z.enum(scaledKinds),
  replicas: z.number().int().min(0).max(5_000),
});

type Input = z.infer<typeof input>;
type Scaled = V1Deployment | V1StatefulSet | V1ReplicaSet;

const plurals = { Deployment: 'deployments', StatefulSet: 'statefulsets', ReplicaSet: 'replicasets' } as const;

/** Sets how many pods a workload wants; refused where an autoscaler or an owner would put it back at once. */
export const scale = defineAction({
  name: 'scale',
  title: 'Scale it',
  risk: 'medium',
  input,
  watch: { forMs: 30 * 60_000, everyMs: 5_000 },
  async plan(azure, target) {
    const [cluster, workload] = await Promise.all([clusterById(azure, target.clusterId), read(azure, target)]);
    const { kind, namespace, name, replicas } = target;
    const before = { uid: workload.metadata?.uid ?? '', replicas: workload.spec?.replicas ?? 1 };
    if (before.replicas === replicas) throw new UserError(`${name} has ${counted(replicas)} already.`);
    const owner = ownerOf(workload);
    if (owner !== undefined && kind === 'ReplicaSet')
      throw new UserError(`${name} belongs to ${owner}, which puts it back at once: scale that.`);
    const reach = await reachOf(azure, target, workload, before.replicas);
    const precondition = workload.metadata?.resourceVersion ?? '';
    await patch(azure, target, { resourceVersion: precondition, dryRun: true });
    const kept = managedBy(workload, { spec: { replicas } });
    return {
      sentence: `Scale ${kind} ${name} from ${before.replicas} to ${counted(replicas)}.`,
      place: placeIn(cluster, namespace),
      objects: [
        {
          ...{ kind, namespace, name },
          fields: [{ field: 'replicas', before: String(before.replicas), after: String(replicas) }],
        },
      ],
      reach: owner === undefined ? reach : [...reach, `It belongs to ${owner}, which may put it back.`],
      ...(kept && { managedBy: kept }),
      before,
      precondition,
    };
  },
  async run(azure, target, { precondition = '' }) {
    await patch(azure, target, { resourceVersion: precondition, dryRun: false });
    return {};
  },
  async verify(azure, target, plan, o) {
    const { before } = plan;
    const workload = await read(azure, target);
    if (workload.metadata?.uid !== before.uid)
      throw new UserError(
        `The ${target.kind} ${target.name} that was changed is gone: another one has its name by now.`,
      );
    if ((workload.spec?.replicas ?? 1) === before.replicas)
      return { state: 'failed', sentence: `${target.name} has ${counted(before.replicas)} as before.` };
    return unlessPutBack(howFar(workload, target), plan, o);
  },
  undo: (target, { before }) => ({ action: 'scale', input: { ...target, replicas: before.replicas } }),
});

async function read(azure: Azure, { clusterId, namespace, kind, name }: Input): Promise<Scaled> {
  const found = await azure.kubernetes.object(clusterId, plurals[kind], name, namespace);
  if (!found) throw new UserError(`There is no ${kind} ${name} in ${namespace} any more.`);
  return found;
}

async function patch(azure: Azure, target: Input, o: { resourceVersion: string; dryRun: boolean }): Promise<void> {
  const { clusterId, namespace, kind, name, replicas } = target;
  const options = { type: 'merge', ...o } as const;
  await azure.change.kubernetes.patch(clusterId, plurals[kind], { namespace, name }, { spec: { replicas } }, options);
}

/** Blast radius, one sentence each. Throws UserError where an autoscaler puts it back, or no pod could start. */
async function reachOf(azure: Azure, target: Input, { spec }: Scaled, from: number): Promise<string[]> {
  const { clusterId, namespace, name, replicas } = target;
  const [scaler, budgets, quotas] = await Promise.all([
    autoscalerOf(azure, target),
    budgetLines(azure, clusterId, namespace, spec?.template?.metadata?.labels ?? {}),
    replicas > from ? quotaLines(azure, target, spec, replicas - from) : [],
  ]);
  const its = typeof scaler === 'object' ? autoscaled(scaler, name, replicas) : undefined;
  if (its && 'refuse' in its) throw new UserError(its.refuse);
  const less = from - replicas;
  return [
    replicas > from
      ? `${counted(replicas - from, 'more pod')} start where nodes have room for them.`
      : replicas === 0
        ? `All of its pods end: nothing serves any more until somebody scales it up.`
        : `${counted(less, 'pod')} end, and ${counted(replicas, 'pod')} ${replicas === 1 ? 'carries' : 'carry'} all of the load.`,
    ...(its ? [its.tell] : typeof scaler === 'string' ? [scaler] : []),
    ...quotas,
    ...(less > 0 && budgets.length > 0 ? [...budgets, 'Scaling does not ask disruption budgets.'] : []),
  ];
}

async function quotaLines(azure: Azure, target: Input, spec: Scaled['spec'], more: number): Promise<string[]> {
  const { clusterId, namespace, name } = target;
  try {
    const quotas = await azure.kubernetes.list(clusterId, 'resourcequotas', namespace);
    const rooms = quotaRoom(quotas, spec?.template?.spec, more);
    const full = rooms.find(({ fits }) => fits === 0);
    if (full) throw new UserError(`No more pod of ${name} could start: ResourceQuota ${full.quota}, ${full.short}.`);
    return rooms.map((it) => `Only ${it.fits} of ${more} more pods fit into ResourceQuota ${it.quota} (${it.short}).`);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return [`The namespace's quotas could not be read: ${error.message}.`];
  }
}

function howFar({ metadata, spec, status }: Scaled, { name, replicas }: Input): Verified {
  const wanted = spec?.replicas ?? 1;
  if (wanted !== replicas)
    return { state: 'failed', sentence: `${name} wants ${counted(wanted)}, and not ${replicas}: it was set again.` };
  const { observedGeneration = 0, replicas: all = 0, readyReplicas: ready = 0 } = status ?? {};
  if (observedGeneration < (metadata?.generation ?? 0))
    return { state: 'pending', sentence: `The scaling of ${name} has not begun.` };
  if (all > replicas)
    return { state: 'pending', sentence: `${counted(all - replicas, 'pod')} of ${name} are still ending.` };
  const isRefused = status?.conditions?.some(({ type, status: is }) => type === 'ReplicaFailure' && is === 'True');
  const why = isRefused ? ' The API server refuses new pods: ask why.' : '';
  if (ready < replicas)
    return { state: 'pending', sentence: `${ready} of ${counted(replicas, 'pod')} of ${name} are ready.${why}` };
  return {
    state: 'done',
    sentence:
      replicas === 0 ? `No pod of ${name} serves any more.` : `${name} has ${counted(replicas, 'pod')}, all ready.`,
  };
}

function counted(count: number, noun = 'replica'): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
