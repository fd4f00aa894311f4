import { nodeNetworkFinding } from '../performance/node-network.ts';
import { performanceFacts } from '../performance/performance-facts.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Workloads on one node are slow together, and the node sends far more segments again than others: its network loses packets. */
export const nodePacketLoss = defineRule({
  code: 'node-packet-loss',
  explains: ['Slow', 'Failing', 'Unreachable'],
  asked: 'when-slow',
  needs: ['pods', 'nodes'],
  wants: [...situationFacts, ...performanceFacts],
  judge: (evidence, subject, now) => nodeNetworkFinding('loss', evidence, subject, now),
});
