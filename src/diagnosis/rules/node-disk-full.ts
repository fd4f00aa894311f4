import { troubledNodes } from '../nodes/troubled-nodes.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const signs = {
  type: /^DiskPressure$/,
  reason: /^(?:NodeHasDiskPressure|FreeDiskSpaceFailed|ImageGCFailed|ContainerGCFailed|EvictionThresholdMet)$/,
  words: /disk|storage|nodefs|imagefs|image|space/i,
};

/** A node's disk is full: it evicts pods, takes no new ones and can pull no image. */
export const nodeDiskFull = defineRule({
  code: 'node-disk-full',
  explains: ['Evicted', 'Pending', 'NotReady', 'ImagePullBackOff', 'Failing'],
  needs: ['nodes'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const isEvicted = (
      pods: readonly { status?: { reason?: string; message?: string }; spec?: { nodeName?: string } }[],
      node: string,
    ) =>
      pods.filter(
        ({ status, spec }) =>
          spec?.nodeName === node &&
          status?.reason === 'Evicted' &&
          /low on resource: ephemeral-storage/.test(status.message ?? ''),
      ).length;
    return troubledNodes(situationOf(evidence), signs, now).map(({ ref, condition, event, quotes, pods }) => {
      const evicted = isEvicted(evidence.pods?.value ?? [], ref.name);
      const isImages = /ImageGCFailed|FreeDiskSpaceFailed/.test(event?.reason ?? '');
      return {
        code: 'node-disk-full',
        about: ref,
        confidence: condition ? 0.96 : evicted > 0 ? 0.8 : 0.6,
        sentence: `The disk of node ${ref.name} is ${condition ? 'full' : 'nearly full'}${isImages ? ', and removing unused images frees too little' : ''}: ${condition ? 'it takes no new pods' : 'it begins to evict'}${evicted > 0 ? `, has evicted ${evicted} ${evicted === 1 ? 'pod' : 'pods'}` : ''}, and ${pods.length} ${pods.length === 1 ? 'pod that was' : 'pods that were'} looked at ${pods.length === 1 ? 'is' : 'are'} on it.`,
        quotes,
        suggestions: [
          {
            text: `Find what fills it: kubectl debug node/${ref.name} -it --image=mcr.microsoft.com/cbl-mariner/busybox:2.0, then df -h /host and du -x -d 3 /host/var/lib. Give pods that write much an ephemeral-storage limit, or the pool a larger OS disk.`,
          },
        ],
      };
    });
  },
});
