import type { V1Node } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';

/** Which node a change is for. */
export const nodeTarget = {
  /** ARM id. */
  clusterId: z.string().min(1).max(400),
  name: z.string().min(1).max(253),
};

/** The same, read. */
export type NodeTarget = { [Key in keyof typeof nodeTarget]: z.infer<(typeof nodeTarget)[Key]> };

/** The node as it is by now; throws UserError where there is none of that name. */
export async function readNode(azure: Azure, { clusterId, name }: NodeTarget): Promise<V1Node> {
  const found = await azure.kubernetes.object(clusterId, 'nodes', name);
  if (!found) throw new UserError(`There is no node ${name} any more.`);
  return found;
}

/** Whether it takes no new pods. */
export function isCordoned({ spec }: V1Node): boolean {
  return spec?.unschedulable === true;
}

/** Closes a node for new pods or opens it, on the version that it was read at, or tries that. */
export async function setCordoned(
  azure: Azure,
  { clusterId, name }: NodeTarget,
  cordoned: boolean,
  o: { resourceVersion: string; dryRun: boolean },
): Promise<void> {
  // As kubectl does: a node that is open has no such field.
  const patch = { spec: { unschedulable: cordoned ? true : null } };
  await azure.change.kubernetes.patch(clusterId, 'nodes', { name }, patch, { type: 'strategic-merge', ...o });
}
