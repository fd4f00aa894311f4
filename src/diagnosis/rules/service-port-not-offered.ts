import { complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { quoteField, quoteLine } from '../quote.ts';
import { callFaults } from '../routing/call-faults.ts';
import { namesService } from '../routing/names-service.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A Service does not offer the port that its callers use and its pods listen on. */
export const servicePortNotOffered = defineRule({
  code: 'service-port-not-offered',
  explains: ['Unreachable', 'Failing'],
  needs: ['services', 'pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const faults = callFaults(situationOf(evidence)).filter(
      ({ why, isServicesFault, meant }) => why === 'no-such-port' && isServicesFault && meant,
    );
    return [...Map.groupBy(faults, ({ meant }) => meant)].flatMap(([route, of]) => {
      const [fault] = of;
      const workload = route?.workloads[0] ?? route?.meantFor[0];
      if (!route || !fault || !workload) return [];
      const from = new Set(of.map(({ call }) => call.from));
      const callers = [...new Set([...from].map(({ name }) => name))];
      const { port, where, value } = fault.call;
      const complaint = complaintsIn(evidence).find(
        (it) =>
          from.has(it.workload) &&
          isFresh(it, now) &&
          it.addresses.some((at) => at.port === port && namesService(at.host, it.workload.namespace, route)),
      );
      return {
        code: 'service-port-not-offered',
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        confidence: complaint ? 0.95 : callers.length > 1 ? 0.9 : 0.8,
        sentence: `Service ${route.name} offers port ${fault.ports.join(', ')}, but ${callers.slice(0, 3).join(', ')} ${callers.length === 1 ? 'calls' : 'call'} it on ${port}.`,
        quotes: [quoteField(value, where), ...(complaint ? [quoteLine(complaint.line, complaint.log)] : [])],
        suggestions: [{ text: `Give Service ${route.name} the port ${port}.` }],
      };
    });
  },
});
