import type { V1ServicePort } from '@kubernetes/client-node';
import { quoteField } from '../quote.ts';
import { listeningOn, portsOf } from '../routing/pod-ports.ts';
import { defineRule } from '../rule.ts';
import type { ServiceRoute } from '../situation/routes.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isReady, type Workload } from '../situation/workload.ts';

/** A Service sends traffic to a port that its pods do not have: a number that they do not declare, or a name that none carries. */
export const serviceTargetPortWrong = defineRule({
  code: 'service-target-port-wrong',
  explains: ['Unreachable', 'Failing'],
  needs: ['services', 'pods'],
  wants: situationFacts,
  judge(evidence) {
    return situationOf(evidence).routes.flatMap((route) => {
      const [workload] = route.workloads;
      if (!workload || route.workloads.length > 1) return [];
      const wrong = (route.service.spec?.ports ?? []).filter((port) => isWrong(port, workload));
      const [port] = wrong;
      if (!port) return [];
      const target = String(port.targetPort ?? port.port);
      const declared = portsOf(workload);
      const right = meant(port, workload);
      return {
        code: 'service-target-port-wrong',
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        confidence: confidenceOf(port, route, workload),
        sentence: `Service ${route.name} sends port ${port.port} to target port ${target}, but the pods of ${workload.name} have ${declared
          .map(({ number, name }) => (name ? `${number} (${name})` : `${number}`))
          .join(', ')}.`,
        quotes:
          typeof port.targetPort === 'string'
            ? [quoteField(target, `targetPort of port ${port.port} of Service ${route.name}`)]
            : [],
        suggestions: [{ text: `Set the targetPort of port ${port.port} of Service ${route.name} to ${right}.` }],
        derivation: declared.map((it) => `Container ${it.container} declares ${it.number}/${it.protocol}`),
      };
    });
  },
});

/** A declared port is information only; a number that is not declared is wrong only where no probe or variable names it either. */
function isWrong({ port, targetPort = port, protocol = 'TCP' }: V1ServicePort, workload: Workload): boolean {
  const declared = portsOf(workload);
  if (typeof targetPort === 'string' && !/^\d+$/.test(targetPort))
    return declared.length > 0 && !declared.some(({ name }) => name === targetPort);
  const number = Number(targetPort);
  if (declared.length === 0 || declared.some((it) => it.number === number)) return false;
  return protocol !== 'SCTP' && !listeningOn(workload).includes(number);
}

function confidenceOf(port: V1ServicePort, route: ServiceRoute, workload: Workload): number {
  // With other ports that fit, this one may be for something that merely is not declared: metrics, an admin page.
  const others = (route.service.spec?.ports ?? []).filter((it) => it !== port && !isWrong(it, workload));
  const isServing = workload.pods.some(isReady);
  if (typeof port.targetPort === 'string') return others.length > 0 ? 0.6 : isServing ? 0.95 : 0.6;
  if (others.length > 0) return 0.35;
  const isKnownElsewhere = listeningOn(workload).some((it) => portsOf(workload).some(({ number }) => number === it));
  return !isServing ? 0.5 : isKnownElsewhere ? 0.92 : 0.75;
}

function meant({ port, name }: V1ServicePort, workload: Workload): string {
  const declared = portsOf(workload);
  const right =
    declared.find((it) => it.name !== undefined && it.name === name) ??
    declared.find((it) => it.number === port) ??
    declared[0];
  return right?.name ?? String(right?.number ?? port);
}
