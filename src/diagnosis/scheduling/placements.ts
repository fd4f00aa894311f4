import type { V1Node, V1Pod } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import type { EvidenceOf } from '../rule.ts';
import { refOf, type Situation, situationOf } from '../situation/situation.ts';
import { type SituationFact, situationFacts } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';
import type { Block, Constraint } from './constraint.ts';
import { candidatesOf, type Lift, liftFor, type NodeVerdict, verdictsFor } from './counterfactual.ts';
import { constraintsIn, says } from './scheduler-words.ts';
import { type Stock, stockOf } from './stock.ts';

/** What a placement is worked out from. */
export const placementFacts = [
  ...situationFacts,
  'podsElsewhere',
  'volumeClaims',
  'volumes',
] as const satisfies readonly (SituationFact | 'podsElsewhere' | 'volumeClaims' | 'volumes')[];

type PlacementEvidence = EvidenceOf<never, (typeof placementFacts)[number]>;

/** A workload with pods that wait for a node, and why the first of them finds none. */
export interface Placement extends Lift {
  workload: Workload;
  /** Pods that wait; the first was judged. */
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

/** More workloads than these wait for one cause only. */
const mostWorkloads = 60;
const made = new WeakMap<object, Placement[]>();

/** Every workload that waits for a node, with the constraint to lift; worked out once for a question. */
export function placementsIn(evidence: PlacementEvidence): Placement[] {
  const known = made.get(evidence) ?? place(evidence);
  made.set(evidence, known);
  return known;
}

/** Whether a pod waits for the scheduler: one that is held back by a gate waits for somebody else. */
export function isUnplaced({ metadata, spec, status }: V1Pod): boolean {
  const isHeld = (spec?.schedulingGates?.length ?? 0) > 0;
  return !spec?.nodeName && status?.phase === 'Pending' && !metadata?.deletionTimestamp && !isHeld;
}

function place(evidence: PlacementEvidence): Placement[] {
  const situation = situationOf(evidence);
  const waiting = situation.workloads
    .map((workload) => ({ workload, pods: workload.pods.filter(isUnplaced) }))
    .filter(({ pods }) => pods.length > 0)
    .slice(0, mostWorkloads);
  if (waiting.length === 0) return [];
  const pods = [...(evidence.pods?.value ?? []), ...(evidence.podsElsewhere?.value ?? [])];
  const stock = stockOf({
    nodes: situation.nodes,
    pods: [...new Map(pods.map((pod) => [`${pod.metadata?.namespace}/${pod.metadata?.name}`, pod])).values()],
    claims: evidence.volumeClaims?.value,
    volumes: evidence.volumes?.value,
  });
  return waiting.flatMap(({ workload, pods }) => placementOf(workload, pods, stock, situation) ?? []);
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
