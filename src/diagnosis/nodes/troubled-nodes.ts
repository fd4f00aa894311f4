import type { V1NodeCondition, V1Pod } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import type { ObjectRef, Quote } from '../../model/finding.ts';
import { quoteEvent, quoteField } from '../quote.ts';
import { refOf, type Situation } from '../situation/situation.ts';

/** A node that a condition or an event speaks ill of. */
export interface TroubledNode {
  ref: ObjectRef;
  /** Set when it is True now. */
  condition?: V1NodeCondition;
  event?: EventFact;
  quotes: Quote[];
  /** Pods that were looked at and are on it. */
  pods: V1Pod[];
}

const recentMs = 30 * 60_000;

/** The nodes of which a condition of these types holds now, or that a young event of these reasons and words is about. */
export function troubledNodes(
  { nodes, workloads, eventsOf }: Situation,
  signs: { type: RegExp; reason: RegExp; words?: RegExp },
  now: Date,
): TroubledNode[] {
  return nodes.flatMap((node) => {
    const ref: ObjectRef = { ...refOf('Node', node), namespace: '' };
    const condition = node.status?.conditions?.find(({ type, status }) => signs.type.test(type) && status === 'True');
    const event = eventsOf(ref).find(
      ({ reason, message, lastAt }) =>
        signs.reason.test(reason) &&
        (signs.words?.test(message) ?? true) &&
        now.getTime() - lastAt.getTime() < recentMs,
    );
    if (!condition && !event) return [];
    const said = condition?.message || condition?.reason;
    return [
      {
        ref,
        ...(condition && { condition }),
        ...(event && { event }),
        quotes: [
          ...(condition && said
            ? [quoteField(said, `condition ${condition.type} of node ${ref.name}`, condition.lastTransitionTime)]
            : []),
          ...(event ? [quoteEvent(event)] : []),
        ],
        pods: workloads.flatMap((it) => it.pods).filter(({ spec }) => spec?.nodeName === ref.name),
      },
    ];
  });
}
