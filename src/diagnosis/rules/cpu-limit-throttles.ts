import { cpuSeries } from '../performance/cpu-series.ts';
import { performanceOf } from '../performance/performance.ts';
import { inCores, refTo, slowness } from '../performance/words.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** So much of the time a container is held up before its requests are slower for it. */
const leastShare = 0.25;

/** A container wants more CPU than its limit grants, in a good part of the scheduler's periods, and waits for the next. */
export const cpuLimitThrottles = defineRule({
  code: 'cpu-limit-throttles',
  explains: ['Slow', 'Failing'],
  asked: 'when-unexplained',
  needs: ['pods', 'containerCpu'],
  wants: [...situationFacts, 'workloadRequests', 'containerCpu'],
  judge(evidence, _subject, now) {
    const { cpu, overloads, slow } = performanceOf(evidence, now);
    const burning = new Set(overloads.map(({ workload }) => workload));
    const held = cpu.filter((it) => (it.throttledShare ?? 0) >= leastShare && it.limit && !burning.has(it.workload));
    return [
      ...Map.groupBy(
        held,
        ({ workload, cpu: { container } }) => `${workload.kind}/${workload.namespace}/${workload.name}/${container}`,
      ).values(),
    ].flatMap((loads) => {
      const [worst] = loads.sort((a, b) => (b.throttledShare ?? 0) - (a.throttledShare ?? 0));
      if (!worst?.limit) return [];
      const {
        workload,
        limit,
        cpu: { container },
        throttledShare: share = 0,
      } = worst;
      const own = slow.find((it) => it.workload === workload);
      const percent = Math.round(100 * share);
      const enough = Math.ceil((limit * (100 + percent)) / 10 - 1e-9) / 10;
      return {
        code: 'cpu-limit-throttles',
        about: refTo(workload),
        confidence: own || share >= 0.5 ? 0.85 : 0.7,
        sentence: `Container ${container} of ${workload.name} is held at its CPU limit of ${inCores(limit)}: in ${percent} % of the scheduler's periods it waits for the next${own ? `, and its requests take ${slowness(own)} (90th percentile)` : ''}.`,
        quotes: [],
        suggestions: [
          {
            text: `Raise the CPU limit of ${container} to ${inCores(enough)} or more, or take the limit away and keep an honest request.`,
          },
          {
            text: `More replicas of ${workload.name} help where its requests are many; a profile where they are dear.`,
          },
        ],
        derivation: [
          ...loads
            .slice(0, 4)
            .map(
              (it) =>
                `${it.cpu.pod}: uses ${inCores(it.now)}, held up in ${Math.round(100 * (it.throttledShare ?? 0))} % of the periods of the last ten minutes.`,
            ),
          `Each of these periods wanted more than the limit: ${inCores(limit)} × (1 + ${(percent / 100).toFixed(2)}) = ${inCores(enough)} is the least that would have been used; look again afterwards.`,
        ],
        series: cpuSeries(loads),
      };
    });
  },
});
