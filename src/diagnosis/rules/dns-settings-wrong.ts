import type { V1PodSpec } from '@kubernetes/client-node';
import { resolverIn } from '../logs/addresses.ts';
import { type Complaint, complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { quoteField, quoteLine } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isReady } from '../situation/workload.ts';

/** A workload's pods resolve names by settings of their own, past the cluster's DNS: they find no Service. */
export const dnsSettingsWrong = defineRule({
  code: 'dns-settings-wrong',
  explains: ['Unreachable', 'Failing', 'CrashLoopBackOff', 'NotReady'],
  needs: ['pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const { workloads, calls } = situationOf(evidence);
    const odd = workloads.filter(({ template }) => isOdd(template.spec));
    if (odd.length === 0) return [];
    const proven = new Set(
      odd.filter((it) => it.pods.some(isReady)).flatMap(({ template }) => resolversOf(template.spec)),
    );
    const byWorkload = Map.groupBy(
      complaintsIn(evidence).filter((it) => isFresh(it, now)),
      ({ workload }) => workload,
    );
    return odd.flatMap((workload) => {
      const { kind, namespace, name, template } = workload;
      const complaint = complaintOf(byWorkload.get(workload) ?? [], resolversOf(template.spec));
      const isHurt = isSuffering(workload);
      // The same resolver serves pods that are ready: it is how this cluster is set up.
      const isProven = !isHurt && resolversOf(template.spec).some((it) => proven.has(it));
      const needsServices = calls.some(({ from, to }) => from === workload && to);
      if (!complaint && (isProven || (!isHurt && !needsServices))) return [];
      const { text, where } = settingOf(template.spec);
      return {
        code: 'dns-settings-wrong',
        about: { kind, namespace, name },
        confidence: complaint && isHurt ? 0.97 : complaint ? 0.9 : isHurt ? 0.8 : isBlind(template.spec) ? 0.7 : 0.3,
        sentence: `Pods of ${name} do not ask the cluster's DNS: ${text}${complaint ? `; their look-ups failed ${complaint.count} ${complaint.count === 1 ? 'time' : 'times'}` : ''}.`,
        quotes: [...where, ...(complaint ? [quoteLine(complaint.line, complaint.log)] : [])],
        suggestions: [
          {
            text: `Set dnsPolicy of ${kind} ${name} to ClusterFirst and remove its own nameservers, or let them forward cluster.local to the cluster's DNS.`,
          },
        ],
      };
    });
  },
});

/** Pods on the node's network rightly use the node's DNS. */
function isOdd(spec: V1PodSpec | undefined): boolean {
  if (spec?.hostNetwork) return false;
  return spec?.dnsPolicy === 'Default' || (spec?.dnsPolicy === 'None' && !isNodeLocal(spec));
}

/** The node-local cache answers for the cluster's DNS on a link-local address. */
function isNodeLocal({ dnsConfig }: V1PodSpec): boolean {
  const { nameservers = [], searches = [] } = dnsConfig ?? {};
  return nameservers.some((it) => it.startsWith('169.254.')) && searches.some((it) => it.includes('svc.'));
}

/** With another resolver and no search domains, no short name of a Service can be found. */
function isBlind(spec: V1PodSpec | undefined): boolean {
  return spec?.dnsPolicy === 'None' && (spec.dnsConfig?.searches?.length ?? 0) === 0;
}

function resolversOf(spec: V1PodSpec | undefined): string[] {
  return spec?.dnsConfig?.nameservers ?? [];
}

function settingOf(spec: V1PodSpec | undefined) {
  const policy = spec?.dnsPolicy ?? '';
  const own = resolversOf(spec);
  const searches = spec?.dnsConfig?.searches?.length ?? 0;
  const missing = policy === 'None' && searches === 0 ? ' and no search domains, so short names find nothing' : '';
  return {
    text:
      policy === 'None'
        ? `dnsPolicy None with nameserver ${own.join(', ') || '(none)'}${missing}`
        : `dnsPolicy ${policy}`,
    where: [
      quoteField(policy, 'dnsPolicy of the pod template'),
      ...own.slice(0, 1).map((it) => quoteField(it, 'dnsConfig.nameservers of the pod template')),
    ],
  };
}

/** The application's own word before the proxy's; a line that names the resolver at fault before others. */
function complaintOf(complaints: readonly Complaint[], resolvers: readonly string[]): Complaint | undefined {
  const weight = ({ line, isProxy, count }: Complaint) =>
    (resolvers.includes(resolverIn(line) ?? '') ? 4 : 0) + (isProxy ? 0 : 2) + (count > 1 ? 1 : 0);
  return complaints
    .filter(
      ({ sign, line, isServer }) =>
        !isServer && (sign === 'unknown-host' || resolvers.includes(resolverIn(line) ?? '')),
    )
    .sort((a, b) => weight(b) - weight(a))[0];
}
