import { describe, expect, it } from 'vitest';
import { judge as judgeAll, rulesFor } from '../../src/diagnosis/diagnose.ts';
import { nothingWrongNow } from '../../src/diagnosis/rules/nothing-wrong-now.ts';
import { given, history, killed, minutesAgo, now, pod, workload } from './given.ts';

const three = { workloadReplicas: { desired: 3, ready: 3 } };
const judge = (evidence: ReturnType<typeof given>) =>
  nothingWrongNow.judge(evidence as never, workload('payments-api'), now);

describe('nothing-wrong-now', () => {
  it('says so when every replica is ready and left alone', () => {
    const finding = judge(given({ ...three, containerRestarts: [pod('a'), pod('b'), pod('c')] }));

    expect(finding?.sentence).toBe(
      'Nothing is wrong now: 3 of 3 pods of payments-api are ready and have run without a restart for 33 h.',
    );
  });

  it('remembers the last OOM kill of a workload that recovered, and then no other rule speaks', () => {
    const evidence = given({
      ...three,
      containerRestarts: [pod('a', { terminations: [killed(900)], runningSince: minutesAgo(899) }), pod('b'), pod('c')],
      restartHistory: [history('a', [900])],
    });
    const findings = judgeAll(rulesFor('OOMKilled'), evidence, workload('payments-api'), now);

    expect(findings.map((finding) => finding.code)).toEqual(['nothing-wrong-now']);
    expect(findings[0]?.sentence).toContain('The last OOM kill was 15 h ago, in a.');
  });

  it.each([
    ['a pod is not ready', [pod('a', {}, { ready: false }), pod('b'), pod('c')]],
    ['a container waits', [pod('a', { state: 'waiting', reason: 'CrashLoopBackOff' }), pod('b'), pod('c')]],
    ['a container ended lately', [pod('a', { terminations: [killed(20, { reason: 'Error' })] }), pod('b'), pod('c')]],
    ['a replica is missing', [pod('a'), pod('b')]],
    ['there is no pod at all', []],
  ])('is silent when %s', (_, pods) => {
    expect(judge(given({ ...three, containerRestarts: pods }))).toBeUndefined();
  });

  it('is silent while kills keep coming, however long they lie apart', () => {
    const times = [100, 340, 580, 820];
    const evidence = given({
      ...three,
      containerRestarts: [pod('a'), pod('b'), pod('c')],
      restartHistory: [history('a', times)],
    });

    expect(judge(evidence)).toBeUndefined();
  });

  it('forgets pods that ended and were replaced, but not an eviction of minutes ago', () => {
    const message = 'The node was low on resource: memory.';
    const evicted = (minutes: number) =>
      pod('old', {}, { phase: 'Failed', reason: 'Evicted', message, ready: false, failedAt: minutesAgo(minutes) });
    const pods = [pod('a'), pod('b'), pod('c')];

    expect(judge(given({ ...three, containerRestarts: [...pods, evicted(2000)] }))?.sentence).toContain('3 of 3');
    expect(judge(given({ ...three, containerRestarts: [...pods, evicted(20)] }))).toBeUndefined();
  });

  it('is not asked without the Kubernetes API, nor about slowness', () => {
    const unread = judgeAll([nothingWrongNow as never], given({ restartHistory: [] }), workload('payments-api'), now);

    expect(unread).toEqual([]);
    expect(rulesFor('Slow')).not.toContain(nothingWrongNow);
  });
});
