import type { Diagnosis } from '../../model/diagnosis.ts';
import type { ObjectRef } from '../../model/finding.ts';
import type { EvidenceOf } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import { type RecentChange, recentChanges } from './recent-changes.ts';

/** What stands around a trouble: what was changed just before it, and who feels it. */
export interface AroundTrouble {
  /** The newest change to what is blamed, or to a node that it runs on. */
  changed?: RecentChange;
  /** Workloads whose configuration names what is blamed, as "namespace/name" where it is another namespace. */
  callers: string[];
}

/** Older changes are seldom the reason of what begins now. */
const withinMs = 6 * 3_600_000;

/** Reads from a diagnosis' own evidence what changed before the trouble, and how far it reaches; asks nobody anything. */
export function aroundTrouble({ evidence, findings, subject, window }: Diagnosis): AroundTrouble {
  const facts = Object.fromEntries(evidence) as EvidenceOf<never, SituationFact>;
  const { workloads, calls } = situationOf(facts);
  const blamed: ObjectRef = findings[0]?.about ?? subject;
  const workload = workloads.find((it) => isSame(it, blamed));
  const nodes = new Set(
    blamed.kind === 'Node' ? [blamed.name] : (workload?.pods ?? []).flatMap(({ spec }) => spec?.nodeName ?? []),
  );
  const changed = recentChanges(facts, window.to, withinMs).find(
    ({ kind, object }) => isSame(object, blamed) || (kind === 'node' && nodes.has(object.name)),
  );
  const callers = workload ? calls.filter(({ to }) => to?.workloads.includes(workload)) : [];
  const names = callers
    .filter(({ from }) => from !== workload)
    .map(({ from }) => (from.namespace === blamed.namespace ? from.name : `${from.namespace}/${from.name}`));
  return { ...(changed && { changed }), callers: [...new Set(names)].sort() };
}

function isSame(a: ObjectRef, b: ObjectRef): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}
