import { quoteField } from '../quote.ts';
import { portsOf } from '../routing/pod-ports.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isReady } from '../situation/workload.ts';

/** A Service forwards UDP where its pods listen on TCP, or the other way round: connections find nobody. */
export const serviceProtocolWrong = defineRule({
  code: 'service-protocol-wrong',
  explains: ['Unreachable', 'Failing'],
  needs: ['services', 'pods'],
  wants: situationFacts,
  judge(evidence) {
    return situationOf(evidence).routes.flatMap(({ service, name, workloads }) => {
      const [workload] = workloads;
      if (!workload || workloads.length > 1) return [];
      const ports = service.spec?.ports ?? [];
      const declared = portsOf(workload);
      for (const { port, targetPort = port, protocol = 'TCP' } of ports) {
        const same = declared.filter((it) => it.number === targetPort || it.name === targetPort);
        const offered = same[0]?.protocol;
        const twin = ports.some((it) => it.port === port && (it.protocol ?? 'TCP') !== protocol);
        if (!offered || twin || same.some((it) => it.protocol === protocol)) continue;
        return {
          code: 'service-protocol-wrong',
          about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
          confidence: workload.pods.some(isReady) ? 0.95 : 0.6,
          sentence: `Service ${name} forwards port ${port} as ${protocol}, but ${workload.name} listens on ${targetPort}/${offered}.`,
          quotes: [quoteField(protocol, `protocol of port ${port} of Service ${name}`)],
          suggestions: [{ text: `Set the protocol of port ${port} of Service ${name} to ${offered}.` }],
        };
      }
      return [];
    });
  },
});
