import { chooseLogs, type LogAddress } from '../../evidence/kubernetes/choose-logs.ts';
import type { Subject } from '../../model/subject.ts';
import type { EvidenceName, EvidenceOf } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';

/** Whether the logs of an object's own pods are all among those that were read for a wide question, which stops after so many. */
export function areLogsRead(
  { kind, namespace, name }: Subject,
  evidence: EvidenceOf<never, EvidenceName>,
  now: Date,
): boolean {
  const { workloads } = situationOf(evidence);
  const pods =
    kind === 'Node'
      ? workloads.flatMap((it) => it.pods.filter(({ spec }) => spec?.nodeName === name))
      : (workloads.find((it) => it.kind === kind && it.namespace === namespace && it.name === name)?.pods ?? []);
  const read = new Set((evidence.containerLogs?.value ?? []).map(keyOf));
  return pods.length > 0 && chooseLogs(pods, [], now).chosen.every((address) => read.has(keyOf(address)));
}

function keyOf({ namespace, pod, container, previous }: LogAddress): string {
  return `${namespace}/${pod}/${container}/${previous}`;
}
