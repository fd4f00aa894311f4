import { UserError } from '../../errors.ts';
import { replicasOf, updateStrategyOf } from './reach-of.ts';
import type { RolledWorkload } from './workload-target.ts';

/**
 * Throws UserError where another template would not be rolled out: a paused Deployment. `replaces`: the change is
 * nothing but new pods, so that it makes no sense either where no pod is replaced (none there, OnDelete, a partition).
 */
export function mustRollOut(workload: RolledWorkload, { replaces }: { replaces: boolean }): void {
  const { metadata, spec } = workload;
  const name = metadata?.name ?? 'it';
  if (spec && 'paused' in spec && spec.paused)
    throw new UserError(`The roll-outs of ${name} are paused: resume them first (kubectl rollout resume).`);
  if (!replaces) return;
  if (replicasOf(workload) === 0)
    throw new UserError(`${name} has no pods to replace. Say "scale ${name} to 1" to start one.`);
  const { type, partition } = updateStrategyOf(workload);
  if (type === 'OnDelete')
    throw new UserError(`The update strategy of ${name} is OnDelete: its pods are replaced as they are deleted.`);
  if (partition >= replicasOf(workload))
    throw new UserError(`The partition of ${name} is ${partition}: no pod of it would be replaced.`);
}
