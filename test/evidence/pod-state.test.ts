import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { podState } from '../../src/evidence/kubernetes/pod-state.ts';

const at = '2026-03-05T02:50:00Z';
const killed = { reason: 'OOMKilled', exitCode: 137, finishedAt: at as unknown as Date };

describe('a pod’s state', () => {
  it('tells endings, limits and restarts of app, init and ephemeral containers', () => {
    const pod = podState({
      metadata: { name: 'api-1', namespace: 'shop', uid: 'u' },
      spec: {
        nodeName: 'n1',
        containers: [{ name: 'api', resources: { limits: { memory: '256Mi' }, requests: { memory: '128Mi' } } }],
        initContainers: [{ name: 'migrate' }],
        ephemeralContainers: [{ name: 'debug' }],
      },
      status: {
        phase: 'Running',
        containerStatuses: [
          status('api', {
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: killed },
            restartCount: 7,
          }),
        ],
        initContainerStatuses: [
          status('migrate', { state: { terminated: { ...killed, reason: 'Completed', exitCode: 0 } } }),
        ],
        ephemeralContainerStatuses: [status('debug', { state: { terminated: killed } })],
      },
    });

    expect(pod.containers.map((it) => [it.name, it.role, it.state, it.terminations[0]?.reason])).toEqual([
      ['api', 'app', 'waiting', 'OOMKilled'],
      ['migrate', 'init', 'terminated', 'Completed'],
      ['debug', 'ephemeral', 'terminated', 'OOMKilled'],
    ]);
    expect(pod.containers[0]).toMatchObject({
      limitMiB: 256,
      requestMiB: 128,
      restarts: 7,
      reason: 'CrashLoopBackOff',
    });
    expect(pod.containers[0]?.terminations[0]?.finishedAt).toEqual(new Date(at));
  });

  it('knows the current ending and the one before', () => {
    const pod = one(
      status('api', { state: { terminated: killed }, lastState: { terminated: { ...killed, reason: 'Error' } } }),
    );

    expect(pod.containers[0]?.terminations.map((it) => it.reason)).toEqual(['OOMKilled', 'Error']);
  });

  it('takes the limit in force after a resize in place', () => {
    const resized = status('api', { resources: { limits: { memory: '512Mi' } } });

    expect(one(resized).containers[0]?.limitMiB).toBe(512);
  });

  it('reads an evicted pod, which has no container statuses', () => {
    const pod = podState({
      metadata: { name: 'a' },
      spec: { containers: [{ name: 'api' }] },
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory.',
        conditions: [{ type: 'DisruptionTarget', status: 'True', lastTransitionTime: at as unknown as Date }],
      },
    });

    expect(pod).toMatchObject({ phase: 'Failed', reason: 'Evicted', ready: false, failedAt: new Date(at) });
    expect(pod.containers).toEqual([
      { name: 'api', role: 'app', ready: false, state: 'unknown', restarts: 0, terminations: [] },
    ]);
  });
});

function one(its: ReturnType<typeof status>) {
  return podState({ spec: { containers: [{ name: 'api' }] }, status: { containerStatuses: [its] } });
}

type Status = NonNullable<NonNullable<V1Pod['status']>['containerStatuses']>[number];

function status(name: string, more: Partial<Status>): Status {
  return { name, image: '', imageID: '', ready: false, restartCount: 0, ...more };
}
