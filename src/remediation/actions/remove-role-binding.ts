import type { V1ClusterRoleBinding, V1RoleBinding } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import { defineAction } from '../action.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { managedBy } from '../kubernetes/managed-by.ts';

const input = z.strictObject({
  /** ARM id. */
  clusterId: z.string().min(1).max(400),
  /** Left out: a ClusterRoleBinding. */
  namespace: z.string().min(1).max(63).optional(),
  name: z.string().min(1).max(253),
});

type Input = z.infer<typeof input>;

/** Takes a role away from those whom a binding gives it to. */
export const removeRoleBinding = defineAction({
  name: 'remove-role-binding',
  title: 'Remove the role binding',
  risk: 'high',
  input,
  watch: { forMs: 2 * 60_000, everyMs: 5_000 },
  async plan(azure, target) {
    const { clusterId, namespace, name } = target;
    const [cluster, binding] = await Promise.all([clusterById(azure, clusterId), read(azure, target)]);
    if (!binding) throw new UserError(`There is no ${kindOf(target)} ${name} any more.`);
    mustBeSomebodys(binding);
    const { uid = '', resourceVersion = '' } = binding.metadata ?? {};
    await remove(azure, target, { uid, resourceVersion, dryRun: true });
    const kind = kindOf(target);
    const role = `${binding.roleRef.kind} ${binding.roleRef.name}`;
    const subjects = (binding.subjects ?? []).map(
      (it) => `${it.kind} ${[it.namespace, it.name].filter(Boolean).join('/')}`,
    );
    const kept = managedBy(binding, { remove: { kind, name, ...(namespace !== undefined && { namespace }) } });
    return {
      sentence: `Remove ${kind} ${name}: ${role} is taken from ${subjects.length === 1 ? subjects[0] : `${subjects.length} subjects`}.`,
      place: placeIn(cluster, namespace),
      objects: [
        {
          ...{ kind, namespace: namespace ?? '', name },
          fields: [
            { field: 'role', before: role, after: '' },
            ...subjects.map((it) => ({ field: 'subject', before: it, after: '' })),
          ],
        },
      ],
      reach: [
        `Whatever runs or logs in as ${subjects.join(', ') || 'nobody'} loses these rights at once${namespace === undefined ? ' in the whole cluster' : ` in ${namespace}`}, unless another binding gives them.`,
        'Tokens that were handed out stay valid: they have fewer rights.',
      ],
      final: 'the bot takes rights away and may grant none: what is shown above makes the binding again by hand.',
      ...(kept && { managedBy: kept }),
      before: { uid, role, subjects },
      precondition: resourceVersion,
    };
  },
  async run(azure, target, { before: { uid }, precondition }) {
    await remove(azure, target, { uid, resourceVersion: precondition, dryRun: false });
    return {};
  },
  async verify(azure, target, { before }) {
    const { name } = target;
    const found = await read(azure, target);
    if (!found) return { state: 'done', sentence: `${name} is gone.` };
    return found.metadata?.uid === before.uid
      ? { state: 'failed', sentence: `${name} was not removed.` }
      : { state: 'failed', sentence: `${name} was removed, and somebody or something has made it again.` };
  },
});

function kindOf({ namespace }: Input): 'RoleBinding' | 'ClusterRoleBinding' {
  return namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding';
}

function read(
  azure: Azure,
  { clusterId, namespace, name }: Input,
): Promise<V1RoleBinding | V1ClusterRoleBinding | undefined> {
  return namespace === undefined
    ? azure.kubernetes.object(clusterId, 'clusterrolebindings', name)
    : azure.kubernetes.object(clusterId, 'rolebindings', name, namespace);
}

async function remove(
  azure: Azure,
  { clusterId, namespace, name }: Input,
  options: { uid: string; resourceVersion: string | undefined; dryRun: boolean },
): Promise<void> {
  const kind = namespace === undefined ? 'clusterrolebindings' : 'rolebindings';
  await azure.change.kubernetes.remove(clusterId, kind, { namespace, name }, options);
}

/** Throws UserError for what Kubernetes itself needs and makes again. */
function mustBeSomebodys({ metadata }: V1RoleBinding | V1ClusterRoleBinding): void {
  const isOwn =
    metadata?.labels?.['kubernetes.io/bootstrapping'] !== undefined || metadata?.name?.startsWith('system:');
  if (isOwn)
    throw new UserError(`${metadata?.name} belongs to Kubernetes itself: without it parts of the cluster stop.`);
}
