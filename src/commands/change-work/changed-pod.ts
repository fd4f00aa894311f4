import type { V1Pod } from '@kubernetes/client-node';
import { pickerCard } from '../../cards/picker.ts';
import { UserError } from '../../errors.ts';
import { podsOf } from '../../evidence/kubernetes/pods-of.ts';
import type { Subject } from '../../model/subject.ts';
import type { ActionCall } from '../../remediation/action.ts';
import { hasEnded, isReady, type PodTarget } from '../../remediation/pods/pod-target.ts';
import type { Context, Reply } from '../command.ts';
import { askedSubject } from '../naming/asked-subject.ts';
import { notOneWorkload } from '../naming/not-one-workload.ts';
import { namesNothing } from '../naming/which-workload.ts';
import type { SaidWorkload } from './changed-workload.ts';
import { proposeFor } from './propose-for.ts';
import { whichName } from './which-name.ts';

const mostChoices = 12;

/** Finds the one pod that is meant and proposes what is to be done to it, with the reason that was said; of a workload with several, asks which. */
export async function changedPod(
  verb: string,
  said: SaidWorkload,
  context: Context,
  call: (target: PodTarget) => ActionCall,
): Promise<Reply> {
  if (namesNothing(said)) return whichName(verb, 'pod', context);
  const { reason, clusterId } = said;
  const kept = reason === undefined ? {} : { reason };
  const one = await askedSubject(said, context, { verb, kept, clusterId });
  if ('reply' in one) return one.reply;
  const { subject } = one;
  if (subject.kind === 'Cluster' || subject.kind === 'Namespace' || subject.kind === 'Node')
    return notOneWorkload(subject, `"${verb}"`, context);
  const pods = (await podsOf(context.azure, subject)).filter((it) => !it.metadata?.deletionTimestamp);
  const named = pods.find((it) => nameOf(it) === said.workload?.toLowerCase());
  const living = pods.filter((it) => !hasEnded(it));
  const [only, another] = living;
  const meant = named ?? (another ? undefined : only);
  if (!meant && !another) throw new UserError(`${subject.name} has no pod now.`);
  if (!meant) return whichPod({ verb, kept }, subject, living, context);
  const { cluster, namespace } = subject;
  return proposeFor(call({ clusterId: cluster.id, namespace, name: nameOf(meant) }), { reason }, context);
}

function nameOf({ metadata }: V1Pod): string {
  return metadata?.name ?? '';
}

async function whichPod(
  { verb, kept }: { verb: string; kept: Record<string, unknown> },
  subject: Subject,
  pods: V1Pod[],
  { buttons }: Context,
): Promise<Reply> {
  const { cluster, namespace, name } = subject;
  const shown = pods.slice(0, mostChoices);
  const place = { cluster: cluster.name, namespace, clusterId: cluster.id };
  const prepared = await buttons(
    shown.map((pod) => ({
      ...{ title: nameOf(pod), verb, replaces: true },
      input: { ...kept, kind: 'Pod', workload: nameOf(pod), ...place },
    })),
  );
  const choices = prepared.map((button, n) => ({
    label: shown[n] ? nameOf(shown[n]) : '',
    detail: [shown[n] && isReady(shown[n]) ? 'ready' : 'not ready', shown[n]?.spec?.nodeName]
      .filter(Boolean)
      .join(' · '),
    button,
  }));
  const more = pods.length - shown.length;
  return { card: pickerCard({ question: `Which pod of ${name}?`, choices, more, narrow: 'name it.' }) };
}
