import { isOneThing } from '../../model/subject.ts';
import { isGoingOn, oomKills } from '../oom/kills.ts';
import { nodeSeries } from '../oom/memory.ts';
import { shortNodes } from '../oom/short-nodes.ts';
import { ago } from '../oom/words.ts';
import { defineRule } from '../rule.ts';
import { replicas, scopeOf } from '../scope.ts';

/** The subject's own containers live on, but a node below them is short of memory, perhaps because of them: the kernel may kill only a child process. */
export const nodeShortOfMemory = defineRule({
  code: 'node-short-of-memory',
  explains: ['OOMKilled', 'Evicted', 'NotReady', 'Slow', 'Failing'],
  fits: isOneThing,
  needs: ['containerRestarts'],
  wants: ['restartHistory', 'memoryUsage', 'nodeConditions', 'kubernetesEvents', 'eventHistory', 'nodeConsumers'],
  judge(evidence, subject, now) {
    const [worst] = shortNodes(evidence, now).sort((a, b) => b.kills.length - a.kills.length);
    // Kills of its own have a rule of their own.
    if (!worst || isGoingOn(oomKills(evidence), now)) return undefined;

    const { node, kills, quotes } = worst;
    const pods = evidence.containerRestarts.value.filter((pod) => pod.node === node);
    const [largest] = evidence.nodeConsumers?.value.filter((it) => it.node === node) ?? [];
    const isItself = largest !== undefined && pods.some((pod) => pod.name === largest.pod);
    const total = evidence.memoryUsage?.value.nodes.find((it) => it.node === node)?.allocatableMiB;
    const share = total === undefined ? '' : ` of the ${Math.round(total)} MiB that pods may use`;
    const most =
      largest === undefined
        ? ''
        : ` Most of it is used by ${isItself ? `its own container ${largest.container}` : `${largest.container} in ${largest.namespace}`}: ${Math.round(largest.peakMiB)} MiB${share}, ${Math.round(largest.requestMiB)} MiB asked for.`;
    const since =
      kills.length === 0
        ? ''
        : `: the kernel killed there ${kills.length === 1 ? 'once' : `${kills.length} times`} in ${ago(new Date(Math.min(...kills.map(Number))), now)}`;
    const series = nodeSeries(evidence, [node]);
    return {
      code: 'node-short-of-memory',
      confidence: isItself ? 0.85 : 0.6,
      sentence: `Node ${node}, which runs ${subject.name}, is short of memory${since}.${most}`,
      quotes,
      suggestions: [
        {
          text: largest
            ? `Give ${largest.container} in ${largest.namespace} a memory limit and an honest request, so that the scheduler finds it a node with room.`
            : `Move the largest consumers off ${node}, or give them limits and requests near their real use.`,
        },
      ],
      scope: scopeOf(
        replicas(evidence.containerRestarts.value, undefined),
        pods.map((pod) => ({ name: pod.name, node })),
      ),
      ...(series ? { series } : {}),
    };
  },
});
