import { complaintsIn } from '../logs/complaints.ts';
import { quoteLine } from '../quote.ts';
import { isMeshProxy, portsOf } from '../routing/pod-ports.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';

/** "Port 8080 was already in use". */
const inWords = /\bport (\d{1,5})\b/i;
/** "0.0.0.0:8080", ":::8080", "('0.0.0.0', 8080)"; a time of day is none. */
const inAddress = /(?:\d\.\d{1,3}|[:\]*]|[a-z]|\s):(\d{2,5})\b(?![.:]?\d)|', (\d{2,5})\)/i;

/** A container cannot listen because another one of its pod, which shares its network, has taken the port. */
export const portAlreadyInUse = defineRule({
  code: 'port-already-in-use',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence) {
    const told = complaintsIn(evidence).filter(({ sign, workload }) => sign === 'port-in-use' && isSuffering(workload));
    return [...Map.groupBy(told, ({ workload }) => workload)].flatMap(([workload, complaints]) => {
      const first = complaints.find(({ isProxy }) => !isProxy) ?? complaints[0];
      if (!first) return [];
      const { kind, namespace, name } = workload;
      const port = portIn(first.line);
      const others = otherContainers(workload, first.log.container, port);
      return {
        code: 'port-already-in-use',
        about: { kind, namespace, name },
        confidence: 0.95,
        sentence: `Container ${first.log.container} of ${name} cannot listen${port ? ` on port ${port}` : ''}: it is already in use in the pod${others.length > 0 ? `, by one of its other containers (${others.join(', ')})` : ''}.`,
        quotes: [quoteLine(first.line, first.log)],
        suggestions: [
          {
            text: `Give the containers of ${name} different ports${port ? `: find which one listens on ${port}` : ''}; containers of a pod share one network.`,
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

/** Those that declare the port before those that are merely there. */
function otherContainers(workload: Workload, container: string, port: number | undefined): string[] {
  const declared = portsOf(workload).filter((it) => it.number === port && it.container !== container);
  if (declared.length > 0) return declared.map((it) => it.container);
  const all = workload.pods.at(-1)?.spec?.containers ?? workload.template.spec?.containers ?? [];
  return all.filter((it) => it.name !== container && !isMeshProxy(it)).map(({ name }) => name);
}
