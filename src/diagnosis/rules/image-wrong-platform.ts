import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { tellingLines } from '../logs/telling-lines.ts';
import { quoteEvent, quoteField, quoteLine } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { lastEnding, statusesOf } from '../situation/workload.ts';
import { pullFindings } from '../starting/pull-troubles.ts';

const unknownFormat = /exec format error/i;

/** The image is made for another processor than the node's: it cannot be pulled for it, or its program cannot be executed. */
export const imageWrongPlatform = defineRule({
  code: 'image-wrong-platform',
  explains: ['ImagePullBackOff', 'CrashLoopBackOff', 'Pending', 'Failing'],
  needs: ['pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const situation = situationOf(evidence);
    const nodeOf = (pod: V1Pod) => situation.nodes.find(({ metadata }) => metadata?.name === pod.spec?.nodeName);
    const next = (container: string, pod: V1Pod) =>
      `Build the image of container ${container} for ${platformOf(nodeOf(pod))} as well (docker buildx build --platform linux/amd64,linux/arm64), or keep the pod to nodes that fit it with nodeSelector kubernetes.io/arch.`;
    const unpulled = pullFindings(situation, ({ failure }) => failure === 'wrong-platform', {
      code: 'image-wrong-platform',
      confidence: 0.95,
      because: ({ pod }) =>
        `exists, but not for ${platformOf(nodeOf(pod))}, which is what node ${pod.spec?.nodeName} is`,
      step: ({ container, pod }) => next(container, pod),
    });
    const lines = new Map(tellingLines(evidence, unknownFormat, now).map((it) => [it.workload, it]));
    const unrun = situation.workloads.flatMap((workload) => {
      for (const pod of workload.pods) {
        for (const status of statusesOf(pod)) {
          const ending = lastEnding(status);
          if (status.ready || !ending || ending.exitCode === 0) continue;
          const event = situation.eventsOf(refOf('Pod', pod)).find(({ message }) => unknownFormat.test(message));
          const told = lines.get(workload);
          const isTold = unknownFormat.test(ending.message ?? '');
          if (!isTold && !event && told?.log.container !== status.name) continue;
          const { kind, namespace, name } = workload;
          return [
            {
              code: 'image-wrong-platform',
              about: { kind, namespace, name },
              confidence: 0.96,
              sentence: `${name} does not run: the program of container ${status.name} is not made for ${platformOf(nodeOf(pod))}, which is what node ${pod.spec?.nodeName} is, or it is a script without a "#!" line.`,
              quotes: [
                isTold
                  ? quoteField(ending.message ?? '', `last ending of ${status.name} in ${pod.metadata?.name}`)
                  : event
                    ? quoteEvent(event)
                    : undefined,
                told && quoteLine(told.line, told.log),
              ].flatMap((it) => it ?? []),
              suggestions: [{ text: next(status.name, pod) }],
            },
          ];
        }
      }
      return [];
    });
    return [...unpulled, ...unrun];
  },
});

/** "linux/arm64"; without a node, the processor of that node. */
function platformOf(node: V1Node | undefined): string {
  const labels = node?.metadata?.labels ?? {};
  const architecture = node?.status?.nodeInfo?.architecture ?? labels['kubernetes.io/arch'];
  return architecture ? `${labels['kubernetes.io/os'] ?? 'linux'}/${architecture}` : 'the processor of its node';
}
