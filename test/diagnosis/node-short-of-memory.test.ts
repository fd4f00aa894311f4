import { describe, expect, it } from 'vitest';
import { judge as judgeAll, rulesFor } from '../../src/diagnosis/diagnose.ts';
import { event, given, killed, memory, node, now, pod, workload } from './given.ts';

const killedThere = [
  event('OOMKilling', 'Out of memory: Killed process 1 (java)', { minutes: 31 }),
  event('OOMKilling', 'Out of memory: Killed process 2 (java)', { minutes: 6 }),
];
const hog = { node: 'node-1', namespace: 'shop', pod: 'a', container: 'api', peakMiB: 10_055, requestMiB: 256 };
const short = {
  containerRestarts: [pod('a'), pod('b', {}, { node: 'node-2' })],
  workloadReplicas: { desired: 2 },
  eventHistory: killedThere,
};
const codes = (evidence: ReturnType<typeof given>) =>
  judgeAll(rulesFor('OOMKilled'), evidence, workload('payments-api'), now).map((finding) => finding.code);

describe('node-short-of-memory', () => {
  it('tells a workload that its own container fills the node, while the kernel kills others or its children', () => {
    const evidence = given({ ...short, nodeConsumers: [hog], memoryUsage: memory(node('node-1', 12_500)) });
    const [first] = judgeAll(rulesFor('OOMKilled'), evidence, workload('payments-api'), now);

    expect(first?.sentence).toBe(
      'Node node-1, which runs payments-api, is short of memory: the kernel killed there 2 times in 31 min. Most of it is used by its own container api: 10055 MiB of the 12000 MiB that pods may use, 256 MiB asked for.',
    );
    expect(first?.scope).toMatchObject({ kind: 'one pod', of: 2 });
  });

  it('stands instead of "nothing is wrong now"', () => {
    expect(codes(given(short))).toEqual(['node-short-of-memory']);
  });

  it('is silent when the kills were for a container’s limit, elsewhere, or hours ago', () => {
    const harmless = [
      event('OOMKilling', 'Memory cgroup out of memory: Killed process 1 (java)'),
      event('OOMKilling', 'Out of memory: Killed process 2 (java)', { name: 'node-7' }),
      event('OOMKilling', 'Out of memory: Killed process 3 (java)', { minutes: 200 }),
    ];

    expect(codes(given({ ...short, eventHistory: harmless }))).toEqual(['nothing-wrong-now']);
  });

  it('leaves the word to the rules for kills when there are some', () => {
    const containerRestarts = [pod('a', { terminations: [killed(6)] })];

    expect(codes(given({ ...short, containerRestarts }))).toEqual(['oom-node-pressure']);
  });
});
