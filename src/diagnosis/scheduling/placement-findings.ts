import type { Finding, Quote } from '../../model/finding.ts';
import type { Subject } from '../../model/subject.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';
import { quoteEvent, quoteField } from '../quote.ts';
import type { EvidenceOf } from '../rule.ts';
import { scopeOf } from '../scope.ts';
import type { Constraint } from './constraint.ts';
import { type Placement, type placementFacts, placementsIn } from './placements.ts';

/** What a rule says of a placement that its constraint prevents: why, after "is Pending: ", and what to do. */
export interface Verdict {
  why: string;
  next: string;
  /** The same with its change. */
  change?: Suggestion | undefined;
  quotes?: Quote[];
}

const confidences = { agrees: 0.95, silent: 0.9, alone: 0.85, differs: 0.55 } as const;
const mostNodes = 8;

/** One finding for each workload whose pods this constraint keeps from every node. */
export function placementFindings(
  evidence: EvidenceOf<never, (typeof placementFacts)[number]>,
  subject: Subject,
  code: string,
  constraint: Constraint,
  say: (placement: Placement) => Verdict,
): Finding<Suggestion>[] {
  const { placements, leftOut } = placementsIn(evidence, subject);
  return placements
    .filter((it) => it.constraint === constraint)
    .map((placement) => {
      const { workload, waiting, event, condition, pod, scheduler, also, opens } = placement;
      const { kind, namespace, name } = workload;
      const { why, next, change, quotes = [] } = say(placement);
      const besides = also.length > 0 ? ` Also in the way: ${also.join(', ')}.` : '';
      const own = event
        ? quoteEvent(event)
        : condition && quoteField(condition, `condition PodScheduled of ${pod.metadata?.name}`);
      return {
        code,
        about: { kind, namespace, name },
        confidence:
          confidences[scheduler] - (opens.length === 0 && scheduler !== 'alone' && also.length > 0 ? 0.15 : 0),
        sentence: `${waiting.length} of ${Math.max(workload.pods.length, workload.desired ?? 0)} pods of ${name} ${waiting.length === 1 ? 'is' : 'are'} Pending (${pod.metadata?.name}${waiting.length > 1 ? ` and ${waiting.length - 1} more` : ''}): ${why}.${besides}${placement === placements[0] ? unseen(leftOut) : ''}`,
        quotes: [...(own ? [own] : []), ...quotes],
        suggestions: [change ?? { text: next }],
        scope: scopeOf(
          workload.pods.map((it) => ({
            name: it.metadata?.name ?? '',
            ...(it.spec?.nodeName && { node: it.spec.nodeName }),
          })),
          waiting.map((it) => ({ name: it.metadata?.name ?? '' })),
        ),
        derivation: derived(placement),
      };
    });
}

/** More workloads wait than are looked into: said once. */
function unseen(leftOut: number): string {
  if (leftOut === 0) return '';
  return ` ${leftOut} more ${leftOut === 1 ? 'workload waits' : 'workloads wait'} for a node and ${leftOut === 1 ? 'was' : 'were'} not looked into: ask about one by its name.`;
}

/** Node by node what stands in the way. */
function derived({ verdicts, opens, constraint }: Placement): string[] {
  const lines = verdicts.slice(0, mostNodes).map(({ node, blocks }) => {
    const name = node.metadata?.name ?? '';
    const freed = opens.includes(name) ? ` Without the ${constraint} it fits.` : '';
    return `${name} ${blocks.length === 0 ? 'has room' : blocks.map(({ detail }) => detail).join('; ')}.${freed}`;
  });
  return verdicts.length > mostNodes ? [...lines, `${verdicts.length - mostNodes} more nodes.`] : lines;
}

/** Names of the nodes that a constraint keeps a pod from, a few of them. */
export function nodesOf({ blocked }: Placement): string {
  const names = blocked.map(({ node }) => node.metadata?.name ?? '');
  if (names.length <= 3) return names.length === 2 ? names.join(' and ') : names.join(', ');
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more nodes`;
}
