import { complaintsIn } from '../logs/complaints.ts';
import { quoteField, quoteLine } from '../quote.ts';
import { isMeshProxy, portsOf } from '../routing/pod-ports.ts';
import { type PortConflict, portConflicts } from '../routing/port-conflicts.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isReady, type Workload } from '../situation/workload.ts';

/** "Port 8080 was already in use". */
const inWords = /\bport (\d{1,5})\b/i;
/** "0.0.0.0:8080", ":::8080", "('0.0.0.0', 8080)"; a time of day is none. */
const inAddress = /(?:\d\.\d{1,3}|[:\]*]|[a-z]|\s):(\d{2,5})\b(?![.:]?\d)|', (\d{2,5})\)/i;

/** A container cannot listen because another one of its pod, which shares its network, has taken the port. */
export const portAlreadyInUse = defineRule({
  code: 'port-already-in-use',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence) {
    const { workloads } = situationOf(evidence);
    const told = Map.groupBy(
      complaintsIn(evidence).filter(({ sign }) => sign === 'port-in-use'),
      ({ workload }) => workload,
    );
    return workloads.filter(isSuffering).flatMap((workload) => {
      const complaints = told.get(workload) ?? [];
      const complaint = complaints.find(({ isProxy }) => !isProxy) ?? complaints[0];
      const pod = workload.pods.findLast((it) => !isReady(it));
      const conflicts = pod ? portConflicts(pod) : [];
      const port = complaint ? portIn(complaint.line) : conflicts[0]?.port;
      const conflict = conflicts.find((it) => it.port === port);
      const container = complaint?.log.container ?? conflict?.container;
      if (!container) return [];
      const { kind, namespace, name } = workload;
      return {
        code: 'port-already-in-use',
        about: { kind, namespace, name },
        confidence: complaint ? 0.96 : 0.75,
        sentence: `Container ${container} of ${name} cannot listen${port ? ` on port ${port}` : ''}: it is already in use in the pod${takenBy(workload, container, port, conflict)}.`,
        quotes: [
          ...(complaint ? [quoteLine(complaint.line, complaint.log)] : []),
          ...(conflict && Number.isNaN(Number(conflict.text)) ? [quoteField(conflict.text, conflict.where)] : []),
        ],
        suggestions: [
          {
            text: conflict
              ? `Give ${conflict.container} and ${conflict.other} of ${name} different ports (${conflict.where}); containers of a pod share one network.`
              : `Give the containers of ${name} different ports${port ? `: find which one listens on ${port}` : ''}; containers of a pod share one network.`,
          },
        ],
      };
    });
  },
});

function portIn(line: string): number | undefined {
  const port = Number(inWords.exec(line)?.[1] ?? inAddress.exec(line)?.slice(1).find(Boolean));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

function takenBy(workload: Workload, container: string, port: number | undefined, conflict: PortConflict | undefined) {
  const others = conflict ? [conflict.other] : otherContainers(workload, container, port);
  return others.length > 0 ? `, by ${others.join(' or ')}` : '';
}

/** Those that declare the port before those that are merely there. */
function otherContainers(workload: Workload, container: string, port: number | undefined): string[] {
  const declared = portsOf(workload).filter((it) => it.number === port && it.container !== container);
  if (declared.length > 0) return declared.map((it) => it.container);
  const all = workload.pods.at(-1)?.spec?.containers ?? workload.template.spec?.containers ?? [];
  return all.filter((it) => it.name !== container && !isMeshProxy(it)).map(({ name }) => name);
}
