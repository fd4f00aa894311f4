import type { V1Container } from '@kubernetes/client-node';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { mebibytes } from '../../evidence/kubernetes/mebibytes.ts';
import { defineAction } from '../action.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { killedSince } from '../kubernetes/killed-since.ts';
import { managedBy } from '../kubernetes/managed-by.ts';
import { reachOfRollOut } from '../kubernetes/reach-of.ts';
import { rollOut } from '../kubernetes/roll-out.ts';
import {
  patchWorkload,
  type RolledWorkload,
  readWorkload,
  versionOf,
  workloadTarget,
} from '../kubernetes/workload-target.ts';

const input = z.strictObject({
  ...workloadTarget,
  container: z.string().min(1).max(63),
  limitMiB: z.number().int().min(4).max(4_194_304),
  /** Only where the request is to be another one. */
  requestMiB: z.number().int().min(1).max(4_194_304).optional(),
  /** How undoing says what it puts back, verbatim; empty takes the field away. */
  verbatim: z.strictObject({ limit: z.string().max(40), request: z.string().max(40) }).optional(),
});

type Input = z.infer<typeof input>;

/** So long no container may be killed after the roll-out. */
const quietMs = 2 * 60_000;

/** Sets the memory limit of one container, and its request where both were the same or another is asked for. */
export const raiseMemoryLimit = defineAction({
  name: 'raise-memory-limit',
  title: 'Raise the memory limit',
  risk: 'medium',
  input,
  watch: { forMs: 20 * 60_000, everyMs: 5_000 },
  async plan(azure, target) {
    const [cluster, workload] = await Promise.all([clusterById(azure, target.clusterId), readWorkload(azure, target)]);
    const { resources } = containerOf(workload, target);
    const before = { limit: resources?.limits?.memory ?? '', request: resources?.requests?.memory ?? '' };
    const after = wanted(target, before);
    if (after.limit === before.limit && after.request === before.request)
      throw new UserError(`The memory limit of ${target.container} is ${before.limit || 'not set'} already.`);
    const patch = patchOf(target, after);
    const precondition = versionOf(workload);
    await patchWorkload(azure, target, patch, { resourceVersion: precondition, dryRun: true });
    const kept = managedBy(workload, patch);
    return {
      sentence: `Set the memory limit of ${target.name} (container ${target.container}) from ${before.limit || 'none'} to ${after.limit || 'none'}.`,
      place: placeIn(cluster, target.namespace),
      objects: [
        {
          ...{ kind: target.kind, namespace: target.namespace, name: target.name },
          fields: [
            { field: `${target.container}: memory limit`, before: before.limit, after: after.limit },
            { field: `${target.container}: memory request`, before: before.request, after: after.request },
          ].filter((it) => it.before !== it.after),
        },
      ],
      reach: await reachOfRollOut(azure, target, workload),
      ...(kept && { managedBy: kept }),
      before,
      precondition,
    };
  },
  async run(azure, target, { before, precondition = '' }) {
    const patch = patchOf(target, wanted(target, before));
    await patchWorkload(azure, target, patch, { resourceVersion: precondition, dryRun: false });
    return {};
  },
  async verify(azure, target, { before }, { startedAt, now }) {
    const workload = await readWorkload(azure, target);
    const limit = containerOf(workload, target).resources?.limits?.memory ?? '';
    if (limit !== wanted(target, before).limit)
      return {
        state: 'failed',
        sentence: `The memory limit of ${target.container} is ${limit || 'none'}, not what was set.`,
      };
    const rolled = rollOut(workload);
    if (rolled.state !== 'done') return rolled;
    const killed = await killedSince(azure, target, workload, { container: target.container, since: startedAt });
    if (killed) return { state: 'failed', sentence: `${killed} was OOM-killed again with the new limit.` };
    const quiet = now.getTime() - startedAt.getTime();
    return quiet < quietMs
      ? { state: 'pending', sentence: `${rolled.sentence} Nothing was OOM-killed so far.` }
      : { state: 'done', sentence: `${rolled.sentence} Nothing was OOM-killed since.` };
  },
  undo: (target, { before }) => ({
    action: 'raise-memory-limit',
    input: { ...target, limitMiB: Math.max(4, Math.round(mebibytes(before.limit) ?? 4)), verbatim: before },
  }),
});

function containerOf({ spec }: RolledWorkload, { container, name }: Input): V1Container {
  const { containers = [], initContainers = [] } = spec?.template?.spec ?? {};
  const found = containers.find((it) => it.name === container);
  if (found) return found;
  const known = containers.map((it) => it.name).join(', ');
  const isInit = initContainers.some((it) => it.name === container);
  throw new UserError(
    isInit
      ? `${container} is an init container of ${name}: change it in its manifest.`
      : `${name} has no container ${container}; it has ${known}.`,
  );
}

function wanted({ limitMiB, requestMiB, verbatim }: Input, before: { limit: string; request: string }) {
  if (verbatim) return verbatim;
  const limit = `${limitMiB}Mi`;
  if (requestMiB !== undefined) return { limit, request: `${requestMiB}Mi` };
  // Equal ones make a pod Guaranteed: it stays so.
  return { limit, request: before.request !== '' && before.request === before.limit ? limit : before.request };
}

function patchOf({ container }: Input, { limit, request }: { limit: string; request: string }): object {
  const memory = (text: string) => ({ memory: text === '' ? null : text });
  const resources = { limits: memory(limit), ...(request === '' && limit !== '' ? {} : { requests: memory(request) }) };
  return { spec: { template: { spec: { containers: [{ name: container, resources }] } } } };
}
