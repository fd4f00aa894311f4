import { describe, expect, it } from 'vitest';
import { judge as judgeAll, rulesFor } from '../../src/diagnosis/diagnose.ts';
import { oomNodePressure } from '../../src/diagnosis/rules/oom-node-pressure.ts';
import { event, given, history, killed, memory, minutesAgo, node, now, pod, usage, workload } from './given.ts';

const judge = (evidence: ReturnType<typeof given>) => oomNodePressure.judge(evidence, workload('payments-api'), now);
const systemOom = event('SystemOOM', 'System OOM encountered, victim process: java, pid: 4711');
const nodeRanOut = given({
  containerRestarts: [pod('a', { terminations: [killed(10)] }), pod('b', {}, { node: 'node-2' })],
  memoryUsage: memory(usage('a', { peakMiB: 120, limitMiB: 256 }), node('node-1', 11_900)),
  eventHistory: [systemOom],
});

describe('oom-node-pressure', () => {
  it('blames the node when the whole node ran out of memory', () => {
    const finding = judge(nodeRanOut);

    expect(finding?.sentence).toBe(
      'Node node-1 ran out of memory, not the limit: container api was OOM-killed once in 10 min, though it used at most 120 of its 256 MiB.',
    );
    expect(finding?.quotes.map((quote) => quote.text)).toContain(`SystemOOM: ${systemOom.message}`);
    expect(finding?.series?.threshold?.legend).toBe('allocatable');
  });

  it('advises no memory limit', () => {
    const finding = judge(nodeRanOut);

    expect(finding?.derivation?.join()).not.toMatch(/KRR|VPA/);
    expect(finding?.suggestions.map((it) => it.text).join()).not.toMatch(/Raise/);
  });

  it('is the only one of the OOM rules to speak then', () => {
    const findings = judgeAll(rulesFor('OOMKilled'), nodeRanOut, workload('payments-api'), now);

    expect(findings.map((finding) => finding.code)).toEqual(['oom-node-pressure']);
  });

  it('blames the node for a container that has no limit', () => {
    const { limitMiB: _, ...unlimited } = pod('a', { terminations: [killed(10)] }).containers[0] ?? {};
    const evidence = given({ containerRestarts: [{ ...pod('a'), containers: [unlimited as never] }] });

    expect(judge(evidence)?.code).toBe('oom-node-pressure');
  });

  it('explains an eviction for memory, in which no container was killed', () => {
    const message = 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 88Mi.';
    const evicted = pod(
      'a',
      {},
      { phase: 'Failed', reason: 'Evicted', message, ready: false, failedAt: minutesAgo(20) },
    );

    expect(judge(given({ containerRestarts: [evicted] }))?.sentence).toContain('one pod was evicted once in 20 min');
    expect(judge(given({ eventHistory: [event('Evicted', message, { kind: 'Pod', name: 'a' })] }))).toBeDefined();
  });

  it('does not take an eviction for disk for one', () => {
    const message = 'The node was low on resource: ephemeral-storage.';

    expect(judge(given({ eventHistory: [event('Evicted', message, { kind: 'Pod', name: 'a' })] }))).toBeUndefined();
  });

  it('is silent when the node had room', () => {
    const evidence = given({
      containerRestarts: [pod('a', { terminations: [killed(10)] })],
      memoryUsage: memory(usage('a', { peakMiB: 255, limitMiB: 256 }), node('node-1', 6_000)),
      nodeConditions: [
        { name: 'node-1', ready: true, cordoned: false, conditions: [{ type: 'MemoryPressure', status: 'False' }] },
      ],
    });

    expect(judge(evidence)).toBeUndefined();
  });

  it('does not blame a node for what happened on another, or hours before', () => {
    const base = { containerRestarts: [pod('a', { terminations: [killed(10)] })] };
    const elsewhere = event('SystemOOM', 'System OOM encountered', { name: 'node-9' });
    const before = event('SystemOOM', 'System OOM encountered', { minutes: 300 });

    expect(judge(given({ ...base, eventHistory: [elsewhere, before] }))).toBeUndefined();
  });

  it('is silent when no container was killed, however full the node is', () => {
    expect(
      judge(
        given({
          containerRestarts: [pod('a')],
          memoryUsage: memory(node('node-1', 11_999)),
          eventHistory: [systemOom],
        }),
      ),
    ).toBeUndefined();
  });

  it('says which node when only its pods suffer', () => {
    const evidence = given({
      containerRestarts: ['a', 'b']
        .map((name) => pod(name, { terminations: [killed(10)] }))
        .concat(pod('c', {}, { node: 'node-2' })),
      restartHistory: [history('a', [10]), history('b', [12])],
      eventHistory: [systemOom],
      memoryUsage: memory(node('node-1', 11_900)),
    });

    expect(judge(evidence)?.scope).toEqual({ kind: 'one node', pods: ['a', 'b'], of: 3, nodes: ['node-1'] });
  });
});
