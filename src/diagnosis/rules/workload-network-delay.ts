import { isHeldUp } from '../performance/overload.ts';
import { performanceOf } from '../performance/performance.ts';
import { performanceFacts } from '../performance/performance-facts.ts';
import { reportedOrigin } from '../performance/reported.ts';
import { clockOf, latencySeries, namesOf, refTo, slowLines, slowness } from '../performance/words.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** How often each way of telling the origin is right; measured on recorded incidents. */
const confidences = { calls: 0.75, 'growth-and-packets': 0.7, alone: 0.6, growth: 0.45 };
/** Without metrics a report's words are all there is. */
const guess = 0.3;
const step =
  'look for a traffic rule in its pods (tc qdisc show dev eth0, a chaos experiment), at its sidecar, and at the network policies on the way';

/** A workload answers slowly while its CPU is idle and nothing that it calls is slow: the time is lost on the way to it. */
export const workloadNetworkDelay = defineRule({
  code: 'workload-network-delay',
  explains: ['Slow', 'Failing', 'Unreachable'],
  asked: 'when-slow',
  needs: ['pods'],
  wants: [...situationFacts, ...performanceFacts],
  judge(evidence, { report }, now) {
    if (!evidence.workloadRequests) {
      const reported = reportedOrigin(report, situationOf(evidence))?.origin;
      if (reported?.kind !== 'workload' || reported.slow.isCpu) return undefined;
      const { workload } = reported.slow;
      return {
        code: 'workload-network-delay',
        about: refTo(workload),
        confidence: guess,
        sentence: `The report calls ${workload.name} slow, nothing in its state explains that, and no metrics tell where the time goes: a delay on its network looks like this.`,
        quotes: [],
        suggestions: [
          { text: `Compare how long requests to ${workload.name} take with the CPU that it uses; ${step}.` },
        ],
      };
    }
    const { origin, cpu, packets } = performanceOf(evidence, now);
    if (origin?.kind !== 'workload') return undefined;
    const { slow, followers, told } = origin;
    const { workload, p90 } = slow;
    const own = cpu.filter((it) => it.workload === workload);
    // Whoever burns CPU, or waits for it, has a reason of its own to be slow.
    if (own.some((it) => isHeldUp(it) || (it.rise?.factor ?? 0) >= 2)) return undefined;
    const use = own.length > 0 ? ', though its CPU is not busy' : '';
    const callees = {
      calls: 'nothing that it calls is slow',
      alone: 'nothing else became slow',
      'growth-and-packets': 'no other workload became slower by as much',
      growth: 'no other workload became slower by as much',
    }[told];
    const suffer =
      followers.length === 0
        ? ''
        : told === 'calls'
          ? `; ${namesOf(followers)} ${followers.length === 1 ? 'waits' : 'wait'} for it`
          : `; ${namesOf(followers)} became slower too`;
    const sent = packets(workload, p90);
    return {
      code: 'workload-network-delay',
      about: refTo(workload),
      confidence: confidences[told],
      sentence: `Requests to ${workload.name} are delayed since ${clockOf(p90.since)} (90th percentile ${slowness(slow)})${use}, and ${callees}: the time is lost on its network${suffer}.`,
      quotes: [],
      suggestions: [
        { text: `At ${workload.name}: ${step}.` },
        { text: 'A restart gives its pods new network interfaces: if the delay is gone then, it was in the pod.' },
      ],
      derivation: [
        ...slowLines([slow, ...followers]),
        ...(sent
          ? [`Packets of ${workload.name}: ${Math.round(sent.before)} -> ${Math.round(sent.now)} a second, both ways.`]
          : []),
      ],
      series: latencySeries([slow]),
    };
  },
});
