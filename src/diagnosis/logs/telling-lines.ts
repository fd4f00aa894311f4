import type { ContainerLog } from '../../evidence/kubernetes/choose-logs.ts';
import { isSuffering } from '../routing/suffering.ts';
import type { EvidenceOf } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import { isReady, type Workload } from '../situation/workload.ts';
import { writtenAt } from './written-at.ts';

/** A line of a log that tells a cause by itself. */
export interface TellingLine {
  workload: Workload;
  log: ContainerLog;
  /** Verbatim. */
  line: string;
  /** Whether its workload lacks ready pods. */
  suffers: boolean;
  /** Whether it is known to have been written lately. */
  isYoung: boolean;
}

const youngMs = 10 * 60_000;
const longest = 4_000;

/** The newest line of each workload that matches: of a pod that is ready, in its present life alone; what is known to be old is left out then. */
export function tellingLines(
  evidence: EvidenceOf<never, SituationFact | 'containerLogs'>,
  pattern: RegExp,
  now: Date,
): TellingLine[] {
  const logs = Map.groupBy(evidence.containerLogs?.value ?? [], ({ namespace, pod }) => `${namespace}/${pod}`);
  return situationOf(evidence).workloads.flatMap((workload) => {
    const suffers = isSuffering(workload);
    for (const pod of workload.pods) {
      for (const log of logs.get(`${workload.namespace}/${pod.metadata?.name}`) ?? []) {
        if (log.previous && isReady(pod)) continue;
        const index = log.lines.findLastIndex((it) => it.length <= longest && pattern.test(it));
        const line = log.lines[index];
        if (line === undefined) continue;
        const at = writtenAt(log, index);
        const isYoung = at !== undefined && now.getTime() - at.getTime() < youngMs;
        if (!suffers && at !== undefined && !isYoung) continue;
        return [{ workload, log, line, suffers, isYoung }];
      }
    }
    return [];
  });
}

/** How sure a line makes: a workload that suffers and says why, one that says so just now, one that once said so. */
export function sureness({ suffers, isYoung }: TellingLine, sure: number): number {
  return suffers ? sure : isYoung ? 0.55 : 0.25;
}
