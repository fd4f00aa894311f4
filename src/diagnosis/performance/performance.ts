import type { EvidenceOf } from '../rule.ts';
import { type Situation, situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';
import { type CallMap, callMap } from './call-map.ts';
import { type Change, changeDuring } from './change.ts';
import { type CpuLoad, cpuLoads } from './cpu-loads.ts';
import { type Origin, originOf } from './origin.ts';
import { overloadIn } from './overload.ts';
import type { PerformanceFact } from './performance-facts.ts';
import { type SlowWorkload, slowWorkloads } from './slow-workloads.ts';

/** What rules about speed look at. */
export type PerformanceEvidence = EvidenceOf<never, SituationFact | PerformanceFact>;

/** What metrics say of speed, worked out once for one question. */
export interface Performance {
  situation: Situation;
  calls: CallMap;
  slow: SlowWorkload[];
  cpu: readonly CpuLoad[];
  /** Containers that use far more CPU than before; the greatest rise first. */
  overloads: CpuLoad[];
  /** Where the slowness begins; undefined when nothing is slow. */
  origin?: Origin<SlowWorkload>;
  /** Packets a second, both ways, of all pods of a workload. */
  packets(workload: Workload, during: Pick<Change, 'since' | 'until'>): Change | undefined;
}

const made = new WeakMap<object, Performance>();

/** The performance of a question's evidence; worked out when it is first asked for. */
export function performanceOf(evidence: PerformanceEvidence, now: Date): Performance {
  const known = made.get(evidence) ?? work(evidence, now);
  made.set(evidence, known);
  return known;
}

function work(evidence: PerformanceEvidence, now: Date): Performance {
  const situation = situationOf(evidence);
  const requests = evidence.workloadRequests?.value;
  const calls = callMap(situation);
  const slow = slowWorkloads(requests, evidence.requestDetails?.value, situation, now);
  const cpu = cpuLoads(evidence.containerCpu?.value, situation, now);
  const packets: Performance['packets'] = (workload, during) => {
    const names = new Set(workload.pods.map(({ metadata }) => metadata?.name));
    const own = evidence.podPackets?.value.filter((it) => it.namespace === workload.namespace && names.has(it.pod));
    const changes = (own ?? []).flatMap((it) =>
      [it.received, it.sent].flatMap((way) => changeDuring(way, during) ?? []),
    );
    const [before, after] = [sum(changes.map((it) => it.before)), sum(changes.map((it) => it.now))];
    return changes.length > 0 && before > 0
      ? { before, now: after, factor: after / before, since: during.since, until: during.until }
      : undefined;
  };
  const origin = originOf(slow, calls, ({ workload, p90 }) => packets(workload, p90)?.factor);
  const overloads = cpu.filter(overloadIn).sort((a, b) => gain(b) - gain(a));
  return { situation, calls, slow, cpu, overloads, packets, ...(origin && { origin }) };
}

function gain({ rise }: CpuLoad): number {
  return (rise?.now ?? 0) - (rise?.before ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, it) => total + it, 0);
}
