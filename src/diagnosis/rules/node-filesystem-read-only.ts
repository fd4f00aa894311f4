import { troubledNodes } from '../nodes/troubled-nodes.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const signs = {
  type: /^(?:ReadonlyFilesystem|FilesystemCorruptionProblem)$/,
  reason: /^(?:FilesystemIsReadOnly|ReadonlyFilesystem|Ext4Error|IOError|FilesystemCorruptionDetected)$/,
};

/** The kernel of a node found its disk damaged and lets nobody write to it any more (node-problem-detector). */
export const nodeFilesystemReadOnly = defineRule({
  code: 'node-filesystem-read-only',
  explains: ['NotReady', 'Pending', 'CrashLoopBackOff', 'ImagePullBackOff', 'Failing'],
  needs: ['nodes'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return troubledNodes(situationOf(evidence), signs, now).map(({ ref, condition, quotes, pods }) => ({
      code: 'node-filesystem-read-only',
      about: ref,
      confidence: condition ? 0.96 : 0.45,
      sentence: `A disk of node ${ref.name} is ${condition ? 'damaged, and read-only now' : 'reported to have errors'}: containers there cannot write, and ${pods.length} pods that were looked at are on it.`,
      quotes,
      suggestions: [
        {
          text: `Move its pods away and replace it: kubectl drain ${ref.name} --ignore-daemonsets --delete-emptydir-data, then reimage its machine (az vmss reimage).`,
        },
      ],
    }));
  },
});
