import { complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { quoteLine } from '../quote.ts';
import { namesService } from '../routing/names-service.ts';
import { isDown } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A Service has nobody behind it because none of its pods is ready: who calls it fails; why they are not ready is another finding. */
export const serviceWithoutReadyPods = defineRule({
  code: 'service-without-ready-pods',
  explains: ['Unreachable', 'Failing', 'NotReady'],
  weight: 'symptom',
  needs: ['services', 'pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const { routes, calls } = situationOf(evidence);
    const complaints = complaintsIn(evidence).filter((it) => isFresh(it, now));
    const seen = new Set<string>();
    return routes.flatMap((route) => {
      const workload = route.workloads[0];
      if (!workload || route.workloads.some((it) => !isDown(it)) || (route.ready ?? 0) > 0) return [];
      if (seen.has(`${workload.kind}/${workload.namespace}/${workload.name}`)) return [];
      seen.add(`${workload.kind}/${workload.namespace}/${workload.name}`);
      const told = complaints.filter(
        (it) =>
          it.workload !== workload && it.addresses.some(({ host }) => namesService(host, it.workload.namespace, route)),
      );
      const callers = new Set([
        ...calls.flatMap(({ from, to }) => (to === route && from !== workload ? [from.name] : [])),
        ...told.map((it) => it.workload.name),
      ]);
      const { kind, namespace, name, pods } = workload;
      return {
        code: 'service-without-ready-pods',
        about: { kind, namespace, name },
        confidence: told.length > 0 ? 0.45 : callers.size > 0 ? 0.4 : 0.3,
        sentence: `Service ${route.name} has nobody behind it: none of the ${pods.length} pods of ${name} is ready${callers.size > 0 ? `; ${[...callers].slice(0, 3).join(', ')} ${callers.size === 1 ? 'calls' : 'call'} it` : ''}.`,
        quotes: told.slice(0, 1).map(({ line, log }) => quoteLine(line, log)),
        suggestions: [
          {
            text: `Find out why the pods of ${kind} ${name} are not ready: ask about it alone, or look at its events and log.`,
          },
        ],
      };
    });
  },
});
