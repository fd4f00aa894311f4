import type { Finding } from '../../model/finding.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Kubelets renew their lease every ten seconds and are given forty. */
const silentMs = 40_000;

/** A node's kubelet is no longer heard of: nothing starts, ends or is probed there. */
export const kubeletNotReporting = defineRule({
  code: 'kubelet-not-reporting',
  explains: ['NotReady', 'Pending', 'Unreachable', 'Failing'],
  needs: ['nodes'],
  wants: [...situationFacts, 'nodeLeases'],
  judge(evidence, _subject, now): Finding[] {
    const leases = new Map(evidence.nodeLeases?.value.map((it) => [it.metadata?.name, it.spec?.renewTime]));
    const { workloads, nodes } = situationOf(evidence);
    return nodes.flatMap((node) => {
      const name = node.metadata?.name ?? '';
      const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
      const renewed = leases.get(name);
      const silent = renewed ? now.getTime() - new Date(renewed).getTime() : 0;
      const isUnknown = ready?.status === 'Unknown';
      if (!isUnknown && silent < silentMs) return [];
      // A lease that is some time old while the node still counts as ready may only be a slow look.
      const confidence = isUnknown ? 0.95 : silent > 2 * silentMs ? 0.8 : 0.4;
      const pods = workloads.flatMap((it) => it.pods).filter((pod) => pod.spec?.nodeName === name).length;
      const since = silent > 0 ? ` for ${Math.round(silent / 1000)} s` : '';
      return [
        {
          code: 'kubelet-not-reporting',
          about: { kind: 'Node', namespace: '', name },
          confidence,
          sentence: `Node ${name} is not heard of${since}: its kubelet has stopped reporting, and ${pods} ${pods === 1 ? 'pod that was looked at is' : 'pods that were looked at are'} on it.`,
          quotes: ready?.message
            ? [quoteField(ready.message, `condition Ready of node ${name}`, ready.lastTransitionTime)]
            : [],
          suggestions: [
            {
              text: `See on ${name} whether the kubelet runs (systemctl status kubelet) and whether the machine is up; else restart or reimage the node.`,
            },
          ],
        },
      ];
    });
  },
});
