import type { V1Node, V1Pod } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import type { ObjectRef } from '../../model/finding.ts';
import type { EvidenceOf } from '../rule.ts';
import { type Call, callsIn } from './calls.ts';
import { routesIn, type ServiceRoute } from './routes.ts';
import { type SeenCall, seenCalls } from './seen-workloads.ts';
import { type SituationFact, situationFacts } from './situation-facts.ts';
import type { Workload } from './workload.ts';
import { workloadsIn } from './workloads.ts';

/** What there is and how it hangs together, worked out once from the evidence of one question. */
export interface Situation {
  workloads: Workload[];
  /** Services with what they select and what answers behind them. */
  routes: ServiceRoute[];
  /** Who names which Service in its configuration. */
  calls: Call[];
  /** Who was seen to call whom, where a mesh counts requests. */
  seen?: readonly SeenCall[];
  nodes: V1Node[];
  /** Events about an object that exists now, newest first; kind, namespace and name as the event gives them. */
  eventsOf(object: ObjectRef): EventFact[];
  /** Events of a workload: its own, its revisions' and its present pods', newest first. */
  eventsAbout(workload: Workload): EventFact[];
  workloadOf(pod: V1Pod): Workload | undefined;
}

const made = new WeakMap<object, Situation>();

/** The situation of a question's evidence; made when it is first asked for. */
export function situationOf(evidence: EvidenceOf<never, SituationFact>): Situation {
  const known = made.get(evidence) ?? makeSituation(evidence);
  made.set(evidence, known);
  return known;
}

/** Tells that other evidence has the same facts of the situation, so that it is not made again. */
export function shareSituation(from: EvidenceOf<never, SituationFact>, to: EvidenceOf<never, SituationFact>): void {
  if (situationFacts.every((name) => from[name] === to[name])) made.set(to, situationOf(from));
}

/** Adds the calls that a mesh counted to the situation of some evidence. */
export function addSeenCalls(
  evidence: EvidenceOf<never, SituationFact>,
  calls: readonly { from: string; to: string }[],
  pods?: readonly V1Pod[],
): void {
  const situation = situationOf(evidence);
  made.set(evidence, { ...situation, seen: seenCalls(situation, calls, pods) });
}

function makeSituation(evidence: EvidenceOf<never, SituationFact>): Situation {
  const workloads = workloadsIn(evidence);
  const routes = routesIn(evidence, workloads);
  const events = Map.groupBy(evidence.events?.value ?? [], ({ object }) => refKey(object));
  const owners = new Map(workloads.flatMap((it) => it.pods.map((pod) => [pod, it] as const)));
  const eventsOf = (object: ObjectRef) => events.get(refKey(object)) ?? [];
  return {
    workloads,
    routes,
    calls: callsIn(evidence, workloads, routes),
    nodes: evidence.nodes?.value ?? [],
    eventsOf,
    eventsAbout: (workload) =>
      [
        workload,
        ...workload.revisions.map((it) => refOf('ReplicaSet', it)),
        ...workload.pods.map((it) => refOf('Pod', it)),
      ]
        .flatMap(eventsOf)
        .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime()),
    workloadOf: (pod) => owners.get(pod),
  };
}

/** What a finding calls an object of the API. */
export function refOf(kind: string, { metadata }: { metadata?: { namespace?: string; name?: string } }): ObjectRef {
  return { kind, namespace: metadata?.namespace ?? '', name: metadata?.name ?? '' };
}

function refKey({ kind, namespace, name }: ObjectRef): string {
  return kind === 'Node' ? `Node//${name}` : `${kind}/${namespace}/${name}`;
}
