import type { V1Pod } from '@kubernetes/client-node';
import { type Complaint, complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { quoteLine } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isReady } from '../situation/workload.ts';

/** Nobody can resolve names: the cluster's DNS has no ready pod, or look-ups of many workloads fail at once. */
export const clusterDnsDown = defineRule({
  code: 'cluster-dns-down',
  explains: ['Unreachable', 'Failing', 'NotReady', 'CrashLoopBackOff'],
  needs: ['pods', 'systemPods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const pods = evidence.systemPods.value.filter(answersNames);
    if (pods.length === 0) return [];
    const ready = pods.filter(
      (pod) =>
        isReady(pod) || (pod.status?.containerStatuses?.length && pod.status.containerStatuses.every((it) => it.ready)),
    ).length;
    const failed = complaintsIn(evidence).filter(
      (it) => isFresh(it, now) && !it.isProxy && !it.isServer && isLookup(it),
    );
    const hurt = new Set(failed.map(({ workload }) => workload));
    if (ready > 0 && hurt.size < 4) return [];
    // Several workloads may well look for one thing that does not exist.
    const isOneName = new Set(failed.map(({ addresses }) => addresses[0]?.host)).size === 1;
    if (ready > 0 && isOneName) return [];
    return [
      {
        code: 'cluster-dns-down',
        about: { kind: 'Deployment', namespace: 'kube-system', name: 'coredns' },
        confidence: ready === 0 ? (hurt.size > 0 ? 0.97 : 0.8) : 0.5,
        sentence: `The cluster's DNS ${ready === 0 ? `is down: none of its ${pods.length} pods is ready` : `fails for ${hurt.size} workloads, though ${ready} of its ${pods.length} pods are ready`}.`,
        quotes: failed.slice(0, 2).map(({ line, log }) => quoteLine(line, log)),
        suggestions: [
          { text: 'Look at the pods of CoreDNS in kube-system: their events, their log, and the nodes they run on.' },
        ],
      },
    ];
  },
});

/** CoreDNS by its label; its autoscaler, which is called alike, answers nobody. */
function answersNames({ metadata }: V1Pod): boolean {
  const app = metadata?.labels?.['k8s-app'];
  return app === undefined ? /^coredns-(?!autoscaler)/.test(metadata?.name ?? '') : app === 'kube-dns';
}

function isLookup({ sign }: Complaint): boolean {
  return sign === 'unknown-host';
}
