import type { Finding } from '../../model/finding.ts';
import type { Subject } from '../../model/subject.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';
import { situationOf } from '../situation/situation.ts';
import { changeDuring } from './change.ts';
import { median } from './median.ts';
import { type PerformanceEvidence, performanceOf } from './performance.ts';
import { reportedOrigin } from './reported.ts';
import type { SlowWorkload } from './slow-workloads.ts';
import { clockOf, latencySeries, namesOf, slowLines, took } from './words.ts';

/** What a node's network does to packets. */
export type NodeNetworkTrouble = 'delay' | 'loss';

/** Fewer segments than this are sent again on any network. */
const leastAgain = 1;
const timesOthers = 5;

/** The finding for one kind of trouble of a node's network: workloads that stand there are slow for no reason of their own. */
export function nodeNetworkFinding(
  trouble: NodeNetworkTrouble,
  evidence: PerformanceEvidence,
  { report }: Subject,
  now: Date,
): Finding<Suggestion> | undefined {
  const code = trouble === 'delay' ? 'node-network-delay' : 'node-packet-loss';
  const about = (name: string) => ({ kind: 'Node', namespace: '', name });
  const does = trouble === 'delay' ? 'delays packets' : 'loses packets';
  if (!evidence.workloadRequests) {
    const reported = reportedOrigin(report, situationOf(evidence));
    if (reported?.origin.kind !== 'node') return undefined;
    const { node, on } = reported.origin;
    if (reported.isLoss(node) !== (trouble === 'loss')) return undefined;
    return {
      code,
      about: about(node),
      confidence: 0.35,
      sentence: `The report calls ${namesOf(on)} slow, which stand on ${node} and do not wait for one another; no metrics tell more: the node's network perhaps ${does}.`,
      quotes: [],
      suggestions: steps(node),
    };
  }
  const { origin } = performanceOf(evidence, now);
  if (origin?.kind !== 'node') return undefined;
  const { node, on, others } = origin;
  const again = retransmits(evidence, on);
  const isLoss = again !== undefined && (again.get(node) ?? 0) >= leastAgain && isAhead(node, again);
  if (isLoss !== (trouble === 'loss')) return undefined;
  const since = new Date(Math.min(...on.map(({ p90 }) => p90.since.getTime())));
  const [worst] = on;
  return {
    code,
    about: about(node),
    confidence: isLoss ? 0.8 : 0.7,
    sentence: `Since ${clockOf(since)} ${namesOf(on)} on ${node} are slow without waiting for one another (${worst?.workload.name}: 90th percentile ${took(worst?.p90.before ?? 0)} -> ${took(worst?.p90.now ?? 0)})${
      others.length > 0 ? `, and ${namesOf(others)}, which talk to them` : ''
    }: the node's network ${does}.`,
    quotes: [],
    suggestions: steps(node),
    derivation: [
      ...slowLines([...on, ...others]),
      again
        ? `Segments sent again a second: ${[...again].map(([name, rate]) => `${name} ${rate.toFixed(1)}`).join(', ')}.`
        : 'Segments sent again are not collected (node_netstat_Tcp_RetransSegs): they would tell loss from delay.',
    ],
    series: latencySeries(on),
  };
}

/** What each node sent again a second while it was slow. */
function retransmits({ nodeTraffic }: PerformanceEvidence, [slow]: readonly SlowWorkload[]) {
  const rates = (nodeTraffic?.value ?? []).flatMap(({ node, retransmits }) => {
    const change = slow && changeDuring(retransmits, slow.p90);
    return change ? [[node, Math.max(0, change.now - change.before)] as const] : [];
  });
  return rates.length > 0 ? new Map(rates) : undefined;
}

/** Whether a node sends clearly more again than the others do. */
function isAhead(node: string, again: ReadonlyMap<string, number>): boolean {
  const others = [...again].flatMap(([name, rate]) => (name === node ? [] : [rate]));
  return (again.get(node) ?? 0) >= timesOthers * median(others);
}

function steps(node: string) {
  return [
    { text: `Cordon ${node} and move one of its pods: if that is fast elsewhere, the node is proved.` },
    {
      text: `On ${node}: tc qdisc show (a delay or loss rule, a chaos experiment), ethtool -S eth0 (drops, errors), and the SNAT and bandwidth limits of its VM size.`,
    },
  ];
}
