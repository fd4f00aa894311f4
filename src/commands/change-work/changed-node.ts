import { pickerCard } from '../../cards/picker.ts';
import { UserError } from '../../errors.ts';
import type { Subject } from '../../model/subject.ts';
import type { ActionCall } from '../../remediation/action.ts';
import { isCordoned, type NodeTarget } from '../../remediation/nodes/node-target.ts';
import type { Context, Reply } from '../command.ts';
import { askedSubject } from '../naming/asked-subject.ts';
import type { SaidWorkload } from './changed-workload.ts';
import { proposeFor } from './propose-for.ts';
import { whichName } from './which-name.ts';

const mostChoices = 12;

/**
 * Finds the node that is meant and proposes what is to be done to it, with the reason that was said; of a cluster, asks which of its nodes. `kept`: what
 * else was said, for the buttons of that question.
 */
export async function changedNode(
  verb: string,
  said: SaidWorkload,
  context: Context,
  call: (target: NodeTarget) => ActionCall,
  kept: Record<string, unknown> = {},
): Promise<Reply> {
  const { workload, cluster, places = [], clusterId, reason } = said;
  const again = { ...kept, ...(reason !== undefined && { reason }) };
  if (workload === undefined && cluster === undefined && places.length === 0) return whichName(verb, 'node', context);
  const wanted = workload === undefined ? said : { ...said, kind: 'Node' as const };
  const one = await askedSubject(wanted, context, { verb, kept: again, clusterId });
  if ('reply' in one) return one.reply;
  const { subject } = one;
  if (subject.kind === 'Cluster') return whichNode(verb, subject, again, context);
  if (subject.kind !== 'Node') throw new UserError(`"${verb}" is for nodes; ${subject.name} is a ${subject.kind}.`);
  return proposeFor(call({ clusterId: subject.cluster.id, name: subject.name }), { reason }, context);
}

async function whichNode(
  verb: string,
  { cluster }: Subject,
  kept: Record<string, unknown>,
  { azure, buttons }: Context,
): Promise<Reply> {
  const nodes = await azure.kubernetes.list(cluster.id, 'nodes');
  const shown = nodes.slice(0, mostChoices);
  const names = shown.map(({ metadata }) => metadata?.name ?? '');
  const prepared = await buttons(
    names.map((name) => ({
      ...{ title: name, verb, replaces: true },
      input: { ...kept, kind: 'Node', workload: name, cluster: cluster.name, clusterId: cluster.id },
    })),
  );
  const choices = prepared.map((button, n) => ({
    label: names[n] ?? '',
    detail: shown[n] && isCordoned(shown[n]) ? 'cordoned' : 'takes pods',
    button,
  }));
  const question = `Which node of ${cluster.name}?`;
  return { card: pickerCard({ question, choices, more: nodes.length - shown.length, narrow: 'name it.' }) };
}
