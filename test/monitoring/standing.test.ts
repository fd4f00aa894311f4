import type { V1ContainerStatus, V1Node, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import type { PodStanding } from '../../src/model/standing.ts';
import { nodeStanding, unseenNode } from '../../src/monitoring/standing/node-standing.ts';
import { ownerOf } from '../../src/monitoring/standing/owner-of.ts';
import { podStanding } from '../../src/monitoring/standing/pod-standing.ts';
import { type Wanted, workloadStandings } from '../../src/monitoring/standing/workload-standing.ts';

const now = new Date('2026-11-25T03:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const running = { running: { startedAt: ago(30) } };
const ended = (reason: string, exitCode: number, minutes: number) => ({
  terminated: { reason, exitCode, finishedAt: ago(minutes) },
});

/** A pod with one container of this status; the types promise more than these rules read, hence the cast. */
function podWith(status: Partial<V1ContainerStatus>, more: { phase?: string; reason?: string; createdAt?: Date } = {}) {
  const { phase = 'Running', reason, createdAt = ago(60) } = more;
  return {
    metadata: {
      ...{ name: 'api-7d9f8b6c5-x2x4z', namespace: 'shop', uid: 'u1', creationTimestamp: createdAt },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'api-7d9f8b6c5', controller: true }],
    },
    spec: { nodeName: 'n1', containers: [{ name: 'api', image: 'contoso.azurecr.io/api:1' }] },
    status: {
      phase,
      reason,
      startTime: createdAt,
      containerStatuses: [{ name: 'api', ready: true, restartCount: 0, state: running, ...status }],
    },
  } as unknown as V1Pod;
}
const overFor = (minutes: number) =>
  podWith({ state: ended('Error', 1, minutes) }, { phase: 'Failed', createdAt: ago(minutes + 1) });
const waitingFor = (reason: string) => podWith({ state: { waiting: { reason } } }, { phase: 'Pending' });
const seen = (pod: V1Pod, isLive = true, memoryMiB = 100) =>
  podStanding(pod, {
    measured: new Map([['u1/api', { node: 'n1', pod: 'u1', container: 'api', memoryMiB, memoryBoundMiB: 200 }]]),
    ...{ isLive, now },
  });

describe('a pod', () => {
  it('is not ready where its node tells nothing any more, whatever its containers said last; its workload needs it no more', () => {
    const pod = podWith({});
    pod.status = { ...pod.status, conditions: [{ type: 'Ready', status: 'False' }] };
    pod.metadata = { ...pod.metadata, deletionTimestamp: ago(9) };

    const standing = seen(pod);
    const [workload] = workloadStandings([standing], []);

    expect(standing).toMatchObject({ level: 'warning', ready: 0, reasons: [expect.stringContaining('see its node')] });
    expect(workload?.level).toBe('good');
  });

  it.each<[string, V1Pod, PodStanding['level'], string[]]>([
    ['that runs', podWith({}), 'good', []],
    [
      'that was killed for memory a while ago',
      podWith({ restartCount: 1, lastState: ended('OOMKilled', 137, 20) }),
      'attention',
      ['OOMKilled 20 min ago'],
    ],
    [
      'that was killed for memory hours ago',
      podWith({ restartCount: 1, lastState: ended('OOMKilled', 137, 180) }),
      'warning',
      ['OOMKilled 3 h ago'],
    ],
    [
      'that failed once',
      podWith({ restartCount: 1, lastState: ended('Error', 1, 20) }),
      'warning',
      ['Error 20 min ago'],
    ],
    [
      'that fails again and again',
      podWith({ restartCount: 4, lastState: ended('Error', 1, 20) }),
      'attention',
      ['Error 20 min ago'],
    ],
    ['that failed days ago', podWith({ restartCount: 4, lastState: ended('Error', 1, 4_000) }), 'good', []],
    [
      'that restarts after it ended well',
      podWith({ restartCount: 4, lastState: ended('Completed', 0, 2) }),
      'good',
      [],
    ],
    [
      'that waits after a crash',
      podWith({ state: { waiting: { reason: 'CrashLoopBackOff' } }, ready: false }),
      'attention',
      ['CrashLoopBackOff'],
    ],
    [
      'that is being made',
      podWith({ state: { waiting: { reason: 'ContainerCreating' } }, ready: false }),
      'warning',
      ['ContainerCreating'],
    ],
    ['that is not ready', podWith({ ready: false }), 'warning', ['not ready']],
    [
      'that was evicted',
      podWith({ state: ended('Error', 137, 9) }, { phase: 'Failed', reason: 'Evicted' }),
      'attention',
      ['Evicted', 'Error'],
    ],
    ['whose node is gone', podWith({}, { phase: 'Unknown' }), 'attention', ['its node does not answer']],
    ['that waits for a node', podWith({}, { phase: 'Pending', createdAt: ago(1) }), 'warning', ['pending']],
    ['that waits for a node for long', podWith({}, { phase: 'Pending', createdAt: ago(9) }), 'attention', ['pending']],
    ['that failed a day ago', overFor(1_500), 'good', []],
    ['that failed hours ago', overFor(120), 'warning', ['failed', 'Error']],
    ['whose image is missing', waitingFor('ImagePullBackOff'), 'attention', ['ImagePullBackOff']],
    [
      'that has done its work',
      podWith({ state: ended('Completed', 0, 9), ready: false }, { phase: 'Succeeded' }),
      'good',
      [],
    ],
  ])('%s stands so', (_, pod, level, reasons) => {
    expect(seen(pod)).toMatchObject({ level, reasons });
  });

  it('has its use against its limit, and next to no room is worth a look', () => {
    expect(seen(podWith({}), true, 190)).toMatchObject({
      ...{ level: 'warning', reasons: ['memory at 95 % of its limit'] },
      use: { memoryMiB: 190, memoryLimitMiB: 200 },
    });
  });

  it('is not called not ready by the inventory, which does not tell', () => {
    expect(seen(podWith({ ready: false }), false)).toMatchObject({ level: 'good', ready: 1 });
  });

  it.each([
    [{ kind: 'ReplicaSet', name: 'api-7d9f8b6c5' }, {}, { kind: 'Deployment', name: 'api' }],
    [{ kind: 'ReplicaSet', name: 'api-web' }, { 'pod-template-hash': 'web' }, { kind: 'Deployment', name: 'api' }],
    [{ kind: 'Job', name: 'backup-29926680' }, {}, { kind: 'CronJob', name: 'backup' }],
    [{ kind: 'Job', name: 'migrate' }, {}, { kind: 'Job', name: 'migrate' }],
    [{ kind: 'Node', name: 'n1' }, {}, { kind: 'Pod', name: 'p' }],
  ])('of %j is of the workload above it', (owner, labels, workload) => {
    const metadata = { name: 'p', labels, ownerReferences: [{ ...owner, controller: true, apiVersion: '', uid: '' }] };

    expect(ownerOf({ metadata })).toEqual(workload);
  });
});

describe('a workload', () => {
  const well = seen(podWith({}));
  const killed = seen(podWith({ restartCount: 7, lastState: ended('OOMKilled', 137, 4) }));
  const wanted = (desired: number, ready: number) => [
    { namespace: 'shop', kind: 'Deployment' as const, name: 'api', desired, ready },
  ];

  it.each([
    ['has all that it wants', [well, well], wanted(2, 2), 'good', []],
    ['lacks some', [well], wanted(2, 1), 'warning', ['1 not ready']],
    ['has no pod at all', [], wanted(2, 0), 'attention', ['none ready']],
    [
      'cannot roll out',
      [well, well],
      [{ ...wanted(2, 2)[0], troubles: ['new pods are refused'] } as Wanted],
      'warning',
      ['new pods are refused'],
    ],
    ['is scaled to zero', [], wanted(0, 0), 'good', ['scaled to zero']],
    ['loses pods', [well, killed, killed], wanted(3, 3), 'attention', ['OOMKilled 4 min ago']],
    ['is known by its pods alone', [killed], [], 'attention', ['OOMKilled 4 min ago']],
  ])('that %s stands so', (_, pods, told, level, reasons) => {
    const [it, ...others] = workloadStandings(pods, told);

    expect(it).toMatchObject({ level, reasons, owner: { kind: 'Deployment', name: 'api' } });
    expect(others).toEqual([]);
  });
});

describe('a node', () => {
  const killed = seen(podWith({ restartCount: 7, lastState: ended('OOMKilled', 137, 4) }));
  const node = (conditions: Record<string, string>, unschedulable = false) =>
    ({
      metadata: { name: 'n1', labels: { agentpool: 'user' } },
      spec: { unschedulable },
      status: {
        allocatable: { cpu: '3860m', memory: '1000Mi', pods: '110' },
        conditions: Object.entries(conditions).map(([type, status]) => ({ type, status })),
      },
    }) as unknown as V1Node;
  const measured = (memoryMiB: number) => ({ node: 'n1', pod: '', container: '', cpu: 1, memoryMiB });

  it.each([
    ['is well', node({ Ready: 'True', MemoryPressure: 'False' }), 100, [], 'good', []],
    ['is not ready', node({ Ready: 'Unknown' }), 100, [], 'attention', ['not ready']],
    ['is under pressure', node({ Ready: 'True', DiskPressure: 'True' }), 100, [], 'warning', ['DiskPressure']],
    ['takes no pods', node({ Ready: 'True' }, true), 100, [], 'warning', ['cordoned']],
    ['is nearly full', node({ Ready: 'True' }), 950, [], 'warning', ['memory at 95 %']],
    ['runs what dies', node({ Ready: 'True' }), 100, [killed], 'warning', ['1 pod in trouble: api']],
  ])('that %s stands so', (_, it, memory, pods, level, reasons) => {
    expect(nodeStanding(it, { pods, measured: measured(memory) })).toMatchObject({ level, reasons, pool: 'user' });
  });

  it('of which only its pods tell is never called well', () => {
    expect(unseenNode('n1', [seen(podWith({}))])).toMatchObject({ level: 'unknown', pods: 1 });
  });
});
