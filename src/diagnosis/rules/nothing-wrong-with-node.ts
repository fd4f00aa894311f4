import { defineRule } from '../rule.ts';

/** A node that was asked about is ready, takes pods and reports no pressure. */
export const nothingWrongWithNode = defineRule({
  code: 'nothing-wrong-with-node',
  explains: ['NotReady', 'Evicted', 'OOMKilled', 'Pending', 'Failing'],
  weight: 'all-clear',
  needs: ['nodeConditions'],
  judge({ nodeConditions }, subject) {
    const [node] = nodeConditions.value;
    if (subject.kind !== 'Node' || !node) return undefined;
    const ready = node.conditions.find((it) => it.type === 'Ready');
    const isPressed = node.conditions.some((it) => it.type !== 'Ready' && it.status !== 'False');
    if (!node.ready || node.cordoned || isPressed || !ready) return undefined;
    const text = `${node.name} Ready=${ready.status}: ${ready.message ?? ready.reason ?? ''}`;
    return {
      code: 'nothing-wrong-with-node',
      confidence: 0.8,
      sentence: `Nothing is wrong now: node ${node.name} is ready, takes pods and reports no pressure.`,
      quotes: [{ text, source: nodeConditions.source, ...(ready.since ? { at: ready.since } : {}) }],
      suggestions: [],
    };
  },
});
