import type { V1Node, V1Pod } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import type { Subject } from '../../model/subject.ts';
import type { EvidenceOf } from '../rule.ts';
import { refOf, type Situation, situationOf } from '../situation/situation.ts';
import { type SituationFact, situationFacts } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';
import type { Block, Constraint } from './constraint.ts';
import { candidatesOf, type Lift, liftFor, type NodeVerdict, verdictsFor } from './counterfactual.ts';
import { constraintsIn, says } from './scheduler-words.ts';
import { type Stock, stockOf } from './stock.ts';
import { waitingWorkloads } from './waiting-workloads.ts';

export { isUnplaced } from './waiting-workloads.ts';

/** What a placement is worked out from. */
export const placementFacts = [
  ...situationFacts,
  'podsElsewhere',
  'volumeClaims',
  'volumes',
] as const satisfies readonly (SituationFact | 'podsElsewhere' | 'volumeClaims' | 'volumes')[];

type PlacementEvidence = EvidenceOf<never, (typeof placementFacts)[number]>;

/** A workload with pods that wait for a node, and why they find none. */
export interface Placement extends Lift {
  workload: Workload;
  /** Pods that wait for this; those alike stand for each other, the first was judged. */
  waiting: V1Pod[];
  pod: V1Pod;
  verdicts: NodeVerdict[];
  /** Of the nodes that the pod may be meant for, those that this constraint keeps it from. */
  blocked: { node: V1Node; block: Block }[];
  /** The scheduler's own words: an event of its, or the pod's condition. */
  event?: EventFact;
  condition?: string;
  /** Whether they agree with what was worked out; 'alone': they say what cannot be worked out from what was read. */
  scheduler: 'agrees' | 'silent' | 'differs' | 'alone';
}

/** What a question's waiting pods come to, and how many workloads were not looked into. */
export interface Placements {
  placements: Placement[];
  leftOut: number;
}

const made = new WeakMap<object, Placements>();

/** Every workload that waits for a node, with the constraint to lift; worked out once for a question and its subject. */
export function placementsIn(evidence: PlacementEvidence, subject: Subject): Placements {
  const known = made.get(evidence) ?? place(evidence, subject);
  made.set(evidence, known);
  return known;
}

function place(evidence: PlacementEvidence, subject: Subject): Placements {
  const situation = situationOf(evidence);
  const { chosen, leftOut } = waitingWorkloads(situation, subject);
  if (chosen.length === 0) return { placements: [], leftOut };
  const pods = [...(evidence.pods?.value ?? []), ...(evidence.podsElsewhere?.value ?? [])];
  const stock = stockOf({
    nodes: situation.nodes,
    pods: [...new Map(pods.map((pod) => [`${pod.metadata?.namespace}/${pod.metadata?.name}`, pod])).values()],
    claims: evidence.volumeClaims?.value,
    volumes: evidence.volumes?.value,
  });
  const placements = chosen.flatMap(({ workload, groups }) =>
    alike(groups.flatMap((waiting) => placementOf(workload, waiting, stock, situation) ?? [])),
  );
  return { placements, leftOut };
}

/** Groups of one workload that the same constraint keeps waiting are one trouble: the first tells of all. */
function alike(placements: readonly Placement[]): Placement[] {
  return [...Map.groupBy(placements, ({ constraint }) => constraint).values()].flatMap((those) => {
    const [first] = those;
    return first ? { ...first, waiting: those.flatMap(({ waiting }) => waiting) } : [];
  });
}

function placementOf(workload: Workload, waiting: V1Pod[], stock: Stock, situation: Situation): Placement | undefined {
  const [pod] = waiting;
  if (!pod) return undefined;
  const event = situation
    .eventsOf(refOf('Pod', pod))
    .find((it) => it.reason === 'FailedScheduling' && constraintsIn(it.message).size > 0);
  const condition = pod.status?.conditions?.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  )?.message;
  const said = constraintsIn(event?.message ?? condition ?? '');
  // A claim that is not bound stops the scheduler before it looks at any node.
  if (said.has('volume') && !areClaimsBound(pod, stock)) return undefined;
  const verdicts = verdictsFor(pod, stock);
  const lift = liftFor(verdicts, {
    replicasFit: (workload.desired ?? 1) <= candidatesOf(verdicts).length,
    asksForLabels: asksForLabels(pod),
  });
  const unseen = lift ? undefined : unseenIn(said, verdicts, pod);
  const chosen: Lift | undefined = lift ?? (unseen && { constraint: unseen, opens: [], also: [] });
  if (!chosen) return undefined;
  const agrees = says(said, chosen);
  return {
    ...chosen,
    workload,
    waiting,
    pod,
    verdicts,
    blocked: candidatesOf(verdicts).flatMap(({ node, blocks }) => {
      const block = blocks.find((it) => it.constraint === chosen.constraint);
      return block ? [{ node, block }] : [];
    }),
    ...(event && { event }),
    ...(condition && { condition }),
    scheduler: unseen ? 'alone' : said.size === 0 ? 'silent' : agrees ? 'agrees' : 'differs',
  };
}

/** What the scheduler holds against more nodes than was found here: what others take on them was not read. */
function unseenIn(
  said: ReturnType<typeof constraintsIn>,
  verdicts: readonly NodeVerdict[],
  { spec }: V1Pod,
): Constraint | undefined {
  const known = (constraint: Constraint) =>
    verdicts.filter(({ blocks }) => blocks.some((it) => it.constraint === constraint)).length;
  const [most] = [...said]
    .map(([constraint, { nodes }]) => ({ constraint, nodes: Math.max(nodes, 1) - known(constraint) }))
    .filter(({ nodes, constraint }) => nodes > 0 && constraint !== 'volume')
    .sort((a, b) => b.nodes - a.nodes);
  const isAffinity = most?.constraint === 'node-selector' && !spec?.nodeSelector && spec?.affinity?.nodeAffinity;
  return isAffinity ? 'node-affinity' : most?.constraint;
}

function areClaimsBound({ metadata, spec }: V1Pod, { claims }: Stock): boolean {
  return (spec?.volumes ?? []).every(({ persistentVolumeClaim: it }) => {
    return !it || claims.get(`${metadata?.namespace}/${it.claimName}`)?.status?.phase === 'Bound';
  });
}

function asksForLabels({ spec }: V1Pod): boolean {
  const terms = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return (
    Object.keys(spec?.nodeSelector ?? {}).length > 0 ||
    terms.some((it) => it.matchExpressions?.some(({ operator }) => operator === 'In' || operator === 'Exists'))
  );
}
