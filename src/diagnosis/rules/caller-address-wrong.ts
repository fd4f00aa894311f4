import { type Complaint, complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { quoteField, quoteLine } from '../quote.ts';
import { type CallFault, callFaults } from '../routing/call-faults.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A workload is told an address that no Service has: a name one letter off, or a port that the Service does not offer. */
export const callerAddressWrong = defineRule({
  code: 'caller-address-wrong',
  explains: ['Unreachable', 'Failing', 'CrashLoopBackOff', 'NotReady'],
  needs: ['services', 'pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const faults = callFaults(situationOf(evidence)).filter((it) => !it.isServicesFault);
    if (faults.length === 0) return [];
    const complaints = Map.groupBy(
      complaintsIn(evidence).filter((it) => isFresh(it, now)),
      ({ workload }) => workload,
    );
    const judged = faults.map((fault) => {
      const complaint = complaintAbout(fault, complaints.get(fault.call.from) ?? []);
      return { fault, complaint, confidence: confidenceOf(fault, complaint) };
    });
    // The same slip stands in several lines of a file; a workload is blamed once, for the surest.
    const byWorkload = Map.groupBy(judged, ({ fault }) => fault.call.from);
    return [...byWorkload.values()].flatMap((all) => {
      const [best] = all.sort((a, b) => b.confidence - a.confidence);
      if (!best) return [];
      const { fault, complaint, confidence } = best;
      const { from, where, value } = fault.call;
      return {
        code: 'caller-address-wrong',
        about: { kind: from.kind, namespace: from.namespace, name: from.name },
        confidence,
        sentence: `${from.name} calls ${written(fault)} (${where}), ${whyNot(fault)}.`,
        quotes: [quoteField(value, where), ...(complaint ? [quoteLine(complaint.line, complaint.log)] : [])],
        suggestions: [{ text: stepFor(fault) }],
      };
    });
  },
});

function confidenceOf({ why, meant, call, isClose }: CallFault, complaint: Complaint | undefined): number {
  const isHurt = isSuffering(call.from);
  if (why === 'no-such-port') return complaint ? 0.96 : isHurt ? 0.9 : 0.85;
  if (why === 'another-service') return complaint || isHurt ? 0.8 : 0.7;
  // A Service of that name may well exist in the other place: only a failed look-up tells.
  if (why === 'another-domain') return complaint ? 0.9 : 0.15;
  if (!meant) return complaint && complaint.count > 2 ? 0.7 : isHurt && complaint ? 0.6 : 0.15;
  // Names outside the cluster may have no dot: only the variable's name speaks for the Service then.
  if (!isClose) return complaint ? 0.9 : isHurt ? 0.5 : 0.2;
  return complaint ? 0.96 : isHurt ? 0.85 : 0.75;
}

/** What the caller complains about it: by its host and port, or by the port alone when the name was resolved before. */
function complaintAbout(
  { call: { host, port }, why }: CallFault,
  complaints: readonly Complaint[],
): Complaint | undefined {
  return complaints.find(({ addresses }) =>
    addresses.some(
      (it) => (it.host === host && (it.port ?? port) === port) || (why === 'no-such-port' && it.port === port),
    ),
  );
}

function written({ call: { host, port } }: CallFault): string {
  return port === undefined ? host : `${host}:${port}`;
}

function whyNot({ why, meant, ports, call }: CallFault): string {
  if (why === 'no-such-port') return `but Service ${meant?.name ?? call.host} has port ${ports.join(', ')}`;
  if (why === 'another-domain') return `but Service ${meant?.name} is in namespace ${call.from.namespace}`;
  if (why === 'another-service') return `though the variable is named after Service ${meant?.name}`;
  return meant ? `but there is no such Service; there is ${meant.name}` : 'but there is no such Service';
}

function stepFor({ why, meant, ports, call }: CallFault): string {
  const { from, port, host } = call;
  const target = why === 'no-such-port' ? host : meant?.name;
  if (!target)
    return `Set the address in ${call.where} of ${from.name} to a Service that exists, or create Service ${host}.`;
  const right = ports.length === 1 || port === undefined || !ports.includes(port) ? ports[0] : port;
  return `Set the address in ${call.where} of ${from.name} to ${target}${port !== undefined && right ? `:${right}` : ''}.`;
}
