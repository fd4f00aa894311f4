import { heapOf, heapShare, isTooLarge } from '../oom/heap.ts';
import { killedContainers } from '../oom/killed-containers.ts';
import { quoteKill, restartsIn } from '../oom/quote-kill.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A runtime is told to let its heap grow to the limit or above it: it is killed before it would collect its garbage. */
export const oomHeapOverLimit = defineRule({
  code: 'oom-heap-over-limit',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return killedContainers(situationOf(evidence), now).flatMap((killed) => {
      const { workload, status, spec, limitMiB } = killed;
      const heap = spec && limitMiB !== undefined ? heapOf(spec, limitMiB) : undefined;
      if (!heap || limitMiB === undefined || !isTooLarge(heap, limitMiB)) return [];
      const [limit, size] = [Math.round(limitMiB), Math.round(heap.mebibytes)];
      const fits = Math.floor(limitMiB * heapShare);
      const needs = Math.ceil(heap.mebibytes / heapShare / 64) * 64;
      return {
        code: 'oom-heap-over-limit',
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        confidence: heap.mebibytes >= limitMiB ? 0.98 : 0.96,
        sentence: `The ${heap.runtime} heap of container ${status.name} in ${workload.name} may grow to ${size} MiB (${heap.option}), its memory limit is ${limit} MiB: OOM-killed, ${restartsIn(killed)}.`,
        quotes: [quoteField(heap.option, `settings of container ${status.name}`), quoteKill(killed)],
        suggestions: [
          {
            text: heap.isShare
              ? `Set -XX:MaxRAMPercentage to ${heapShare * 100} at most (${fits} MiB of the ${limit} MiB); a higher limit alone would make the heap grow with it.`
              : `Let the heap have at most ${fits} MiB (${heapShare * 100} % of the ${limit} MiB), or raise the limit to ${needs} MiB.`,
          },
        ],
        derivation: [
          `Heap ${heap.option}: ${size} MiB of ${limit} MiB.`,
          `Threads, code and buffers need a quarter beside it: ${limit} x ${heapShare} = ${fits} MiB of heap fit${heap.isShare ? '' : `, or ${size} / ${heapShare} = ${needs} MiB of limit, in steps of 64 MiB`}.`,
        ],
      };
    });
  },
});
