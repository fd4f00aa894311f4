import type { V1NetworkPolicy } from '@kubernetes/client-node';
import { type Complaint, complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { quoteField, quoteLine } from '../quote.ts';
import { allows, allowsDns, type End, policiesFor } from '../routing/network-policy.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import type { Call } from '../situation/calls.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';

interface Block {
  by: V1NetworkPolicy;
  about: Workload;
  caller: Workload;
  what: string;
  /** Host that the caller would complain about; undefined: any name. */
  host?: string;
}

/** A network policy forbids traffic that a workload needs: to a Service that it calls, from its callers, or to DNS. */
export const networkPolicyBlocks = defineRule({
  code: 'network-policy-blocks',
  explains: ['Unreachable', 'Failing', 'NotReady', 'CrashLoopBackOff'],
  needs: ['networkPolicies', 'pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const policies = evidence.networkPolicies.value;
    if (policies.length === 0) return [];
    const { calls, workloads } = situationOf(evidence);
    const blocks = [
      ...calls.flatMap((call) => blockOf(call, policies)),
      ...workloads.flatMap((it) => dnsBlock(it, calls, policies)),
    ];
    const complaints = Map.groupBy(
      complaintsIn(evidence).filter((it) => isFresh(it, now)),
      ({ workload }) => workload,
    );
    const named = Map.groupBy(blocks, ({ by, about }) => `${by.metadata?.name} ${about.namespace}/${about.name}`);
    return [...named.values()].flatMap((same) => {
      const told = same.map((it) => ({ ...it, complaint: complaintOf(it, complaints.get(it.caller) ?? []) }));
      const block = told.find(({ complaint }) => complaint) ?? told[0];
      if (!block) return [];
      const { by, about, what, complaint, caller } = block;
      const name = by.metadata?.name ?? '';
      return {
        code: 'network-policy-blocks',
        about: { kind: about.kind, namespace: about.namespace, name: about.name },
        confidence: complaint ? 0.85 : isSuffering(caller) ? 0.55 : 0.3,
        sentence: `Network policy ${name} forbids ${what}.`,
        quotes: [
          quoteField(name, 'name of the NetworkPolicy'),
          ...(complaint ? [quoteLine(complaint.line, complaint.log)] : []),
        ],
        suggestions: [
          { text: `Add a rule to network policy ${name} that allows ${what} and nothing more, if it is meant to be.` },
        ],
      };
    });
  },
});

function blockOf({ from, to, host, port: asked }: Call, policies: readonly V1NetworkPolicy[]): Block[] {
  const target = to?.workloads[0];
  if (!to || !target || target === from) return [];
  const ports = to.service.spec?.ports ?? [];
  const port = ports.find((it) => it.port === asked) ?? ports[0];
  const number = typeof port?.targetPort === 'number' ? port.targetPort : undefined;
  const caller = endOf(from);
  const callee = endOf(target);
  const inward = policiesFor(callee, 'Ingress', policies);
  const outward = policiesFor(caller, 'Egress', policies);
  const what = `traffic from ${from.name} to ${target.name}${number === undefined ? '' : ` on port ${number}`}`;
  return [
    ...(inward[0] && !allows(inward, 'Ingress', callee, caller, number, port?.protocol)
      ? [{ by: inward[0], about: target, caller: from, what, host }]
      : []),
    ...(outward[0] && !allows(outward, 'Egress', caller, callee, number, port?.protocol)
      ? [{ by: outward[0], about: from, caller: from, what, host }]
      : []),
  ];
}

/** Only who calls something by its name needs names. */
function dnsBlock(workload: Workload, calls: readonly Call[], policies: readonly V1NetworkPolicy[]): Block[] {
  const outward = policiesFor(endOf(workload), 'Egress', policies);
  if (!outward[0] || allowsDns(outward) || !calls.some(({ from }) => from === workload)) return [];
  return [
    { by: outward[0], about: workload, caller: workload, what: `look-ups of names (port 53) from ${workload.name}` },
  ];
}

function endOf(workload: Workload): End {
  const labels = workload.pods.at(-1)?.metadata?.labels ?? workload.template.metadata?.labels ?? {};
  return { namespace: workload.namespace, labels, workload };
}

/** What is forbidden times out; some plug-ins refuse it. */
function complaintOf({ host }: Block, complaints: readonly Complaint[]): Complaint | undefined {
  return complaints.find(({ sign, addresses }) =>
    host === undefined
      ? sign === 'unknown-host'
      : (sign === 'timed-out' || sign === 'refused' || sign === 'no-route') && addresses.some((it) => it.host === host),
  );
}
