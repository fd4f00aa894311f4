import { nodeNetworkFinding } from '../performance/node-network.ts';
import { performanceFacts } from '../performance/performance-facts.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Workloads on one node are slow together, and what talks to them, without waiting for one another: its network delays packets. */
export const nodeNetworkDelay = defineRule({
  code: 'node-network-delay',
  explains: ['Slow', 'Failing', 'Unreachable'],
  asked: 'when-slow',
  needs: ['pods', 'nodes'],
  wants: [...situationFacts, ...performanceFacts],
  judge: (evidence, subject, now) => nodeNetworkFinding('delay', evidence, subject, now),
});
