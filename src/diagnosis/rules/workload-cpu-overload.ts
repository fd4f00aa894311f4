import { changeDuring } from '../performance/change.ts';
import { cpuSeries } from '../performance/cpu-series.ts';
import { performanceOf } from '../performance/performance.ts';
import { reportedOrigin } from '../performance/reported.ts';
import { clockOf, inCores, refTo, slowness } from '../performance/words.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const guess = 0.4;

/** A container burns far more CPU than before, up to its limit or for no more requests, and its requests wait for it. */
export const workloadCpuOverload = defineRule({
  code: 'workload-cpu-overload',
  explains: ['Slow', 'Failing'],
  asked: 'when-unexplained',
  needs: ['pods'],
  wants: [...situationFacts, 'workloadRequests', 'containerCpu'],
  judge(evidence, { report }, now) {
    if (!evidence.containerCpu) {
      const reported = reportedOrigin(report, situationOf(evidence))?.origin;
      if (reported?.kind !== 'workload' || !reported.slow.isCpu) return undefined;
      const { workload } = reported.slow;
      return {
        code: 'workload-cpu-overload',
        about: refTo(workload),
        confidence: guess,
        sentence: `The report says that ${workload.name} is slow and short of CPU; no metrics could be read to prove it.`,
        quotes: [],
        suggestions: [{ text: `See what uses CPU in ${workload.name}: kubectl top pod --containers, and a profile.` }],
      };
    }
    const { overloads, slow, origin } = performanceOf(evidence, now);
    return [...Map.groupBy(overloads, ({ workload }) => workload)].flatMap(([workload, loads]) => {
      const [load] = loads;
      if (!load?.rise) return [];
      const { rise, limit, cpu, throttledShare, waits } = load;
      const own = slow.find((it) => it.workload === workload);
      const isOrigin = origin?.kind === 'workload' && origin.slow.workload === workload;
      const requests = evidence.workloadRequests?.value.workloads.find(
        (it) => it.namespace === workload.namespace && it.name === workload.name,
      );
      const rate = changeDuring(requests?.rate, rise);
      const isBusier = rate !== undefined && rate.factor * 2 >= rise.factor;
      const held = throttledShare
        ? `; its limit holds it up in ${Math.round(100 * throttledShare)} % of the scheduler's periods`
        : waits
          ? `; its limit holds it up for ${waits.now.toFixed(1)} s each second`
          : '';
      const slower = own ? `; its requests take ${slowness(own)} (90th percentile)` : '';
      return {
        code: 'workload-cpu-overload',
        about: refTo(workload),
        confidence: isOrigin ? 0.9 : own ? 0.75 : slow.length === 0 ? 0.6 : 0.4,
        sentence: `Container ${cpu.container} of ${workload.name} burns ${inCores(rise.now)} since ${clockOf(rise.since)}, ${inCores(rise.before)} before${limit ? `, of a limit of ${inCores(limit)}` : ''}${isBusier ? ', because it gets more requests' : rate ? ', for no more requests than before' : ''}${held}${slower}.`,
        quotes: [],
        suggestions: isBusier
          ? [
              {
                text: `Add replicas of ${workload.name}, or raise its CPU limit: it gets ${rate.before > 0 ? `${rate.factor.toFixed(1)} times the requests` : 'requests, and had none before'}.`,
              },
            ]
          : [
              {
                text: `Find what runs there: kubectl exec ${cpu.pod} -c ${cpu.container} -- top, or a profile. A process that does not belong there (a stress test, a miner), an endless loop, or a garbage collector that finds no memory.`,
              },
              {
                text: 'A higher limit would only let it burn more; a restart ends a process that was started by hand.',
              },
            ],
        derivation: loads.map(
          (it) =>
            `${it.cpu.pod} ${it.cpu.container}: ${inCores(it.rise?.before ?? 0)} -> ${inCores(it.rise?.now ?? 0)}${it.limit ? ` of ${inCores(it.limit)}` : ''}.`,
        ),
        series: cpuSeries(loads),
      };
    });
  },
});
