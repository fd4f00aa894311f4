import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { ActionCall } from '../../remediation/action.ts';
import { rolledKinds, type WorkloadTarget } from '../../remediation/kubernetes/workload-target.ts';
import type { Context, Reply } from '../command.ts';
import { workloadFields } from '../language/workload-fields.ts';
import { askedSubject } from '../naming/asked-subject.ts';
import { notOneWorkload } from '../naming/not-one-workload.ts';
import type { SaidSubject } from '../naming/wanted-subject.ts';
import { namesNothing, whichWorkload } from '../naming/which-workload.ts';
import { proposeFor } from './propose-for.ts';

/** What is said about a change of a workload that needs nothing else. */
export const workloadChangeFields = z.object(workloadFields);

/** What of it names the workload. */
export type SaidWorkload = SaidSubject & { clusterId?: string | undefined };

/**
 * Finds the workload that is meant and proposes what is to be done to it; asks back where it is not clear. `kept`: what
 * else was said, for the buttons of that question.
 */
export async function changedWorkload(
  verb: string,
  said: SaidWorkload,
  context: Context,
  call: (target: WorkloadTarget) => ActionCall | Promise<ActionCall>,
  kept: Record<string, unknown> = {},
): Promise<Reply> {
  const what = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
  if (namesNothing(said)) return whichWorkload(what, verb, context);
  const one = await askedSubject(said, context, { verb, kept, clusterId: said.clusterId });
  if ('reply' in one) return one.reply;
  const { cluster, kind, namespace, name } = one.subject;
  if (kind === 'Cluster' || kind === 'Namespace' || kind === 'Node') return notOneWorkload(one.subject, what, context);
  const rolled = rolledKinds.find((it) => it === kind);
  if (!rolled) throw new UserError(`${verb} is for Deployments, StatefulSets and DaemonSets; ${name} is a ${kind}.`);
  return proposeFor(await call({ clusterId: cluster.id, namespace, kind: rolled, name }), {}, context);
}
