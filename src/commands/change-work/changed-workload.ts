import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { ActionCall } from '../../remediation/action.ts';
import type { rolledKinds } from '../../remediation/kubernetes/workload-target.ts';
import type { Context, Reply } from '../command.ts';
import { workloadFields } from '../language/workload-fields.ts';
import { askedSubject } from '../naming/asked-subject.ts';
import { notOneWorkload } from '../naming/not-one-workload.ts';
import type { SaidSubject } from '../naming/wanted-subject.ts';
import { namesNothing, whichWorkload } from '../naming/which-workload.ts';
import { becauseField } from './change-fields.ts';
import { proposeFor } from './propose-for.ts';

/** What is said about a change of a workload that needs nothing else. */
export const workloadChangeFields = z.object({ ...workloadFields, reason: becauseField });

/** What of it names the workload, and says why. */
export type SaidWorkload = SaidSubject & { clusterId?: string | undefined; reason?: string | undefined };

/** A workload that a change is for. */
export interface ChangedWorkload<Kind extends string> {
  clusterId: string;
  namespace: string;
  kind: Kind;
  name: string;
}

/** How it is asked for. `kept`: what else was said, for the buttons of a question. `kinds`: those that it is for. */
export interface AskingForChange<Kind extends string> {
  verb: string;
  kept?: Record<string, unknown>;
  kinds: readonly Kind[];
}

/** Finds the workload that is meant and proposes what is to be done to it, with the reason that was said; asks back where it is not clear. */
export async function changedWorkload<Kind extends string = (typeof rolledKinds)[number]>(
  { verb, kept = {}, kinds }: AskingForChange<Kind>,
  said: SaidWorkload,
  context: Context,
  call: (target: ChangedWorkload<Kind>) => ActionCall | Promise<ActionCall>,
): Promise<Reply> {
  const what = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
  if (namesNothing(said)) return whichWorkload(what, verb, context);
  const { clusterId, reason } = said;
  const again = { ...kept, ...(reason !== undefined && { reason }) };
  const one = await askedSubject(said, context, { verb, kept: again, clusterId });
  if ('reply' in one) return one.reply;
  const { cluster, kind, namespace, name } = one.subject;
  if (kind === 'Cluster' || kind === 'Namespace' || kind === 'Node') return notOneWorkload(one.subject, what, context);
  const its = kinds.find((it) => it === kind);
  if (its === undefined) throw new UserError(`"${verb}" is for ${kinds.join(', ')}; ${name} is a ${kind}.`);
  return proposeFor(await call({ clusterId: cluster.id, namespace, kind: its, name }), { reason }, context);
}
