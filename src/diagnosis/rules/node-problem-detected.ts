import { troubledNodes } from '../nodes/troubled-nodes.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Conditions of node-problem-detector, as AKS and its upstream configuration name them; those of disk and network have rules of their own. */
const meanings: Readonly<Record<string, string>> = {
  KernelDeadlock: 'its kernel hangs in places: processes there may wait for ever',
  FrequentKubeletRestart: 'its kubelet is started again and again',
  FrequentContainerdRestart: 'its container runtime is started again and again',
  FrequentDockerRestart: 'its container runtime is started again and again',
  FrequentUnregisterNetDevice: 'its kernel does not let go of network devices of pods that are gone',
  ContainerRuntimeProblem: 'its container runtime does not answer',
  KubeletProblem: 'its kubelet does not answer',
};
const signs = { type: new RegExp(`^(?:${Object.keys(meanings).join('|')})$`), reason: /^\b$/ };

/** The node's own watch found its kernel, kubelet or runtime ill, though it may still count as ready. */
export const nodeProblemDetected = defineRule({
  code: 'node-problem-detected',
  explains: ['NotReady', 'Pending', 'Slow', 'Unreachable', 'Failing'],
  needs: ['nodes'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return troubledNodes(situationOf(evidence), signs, now).map(({ ref, condition, quotes, pods }) => ({
      code: 'node-problem-detected',
      about: ref,
      confidence: 0.8,
      sentence: `Node ${ref.name} is ill: ${meanings[condition?.type ?? ''] ?? 'a part of it fails'} (${condition?.type}), and ${pods.length} pods that were looked at are on it.`,
      quotes,
      suggestions: [
        {
          text: `Move its pods away and start it anew: kubectl drain ${ref.name} --ignore-daemonsets --delete-emptydir-data, then restart or reimage its machine; journalctl -k and -u kubelet on it say more.`,
        },
      ],
    }));
  },
});
