import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { autoscaled } from '../../../src/remediation/kubernetes/autoscaler-of.ts';
import { killedAmong } from '../../../src/remediation/kubernetes/killed-since.ts';
import { mustRollOut } from '../../../src/remediation/kubernetes/must-roll-out.ts';
import { quotaRoom } from '../../../src/remediation/kubernetes/quota-room.ts';
import { rollOut } from '../../../src/remediation/kubernetes/roll-out.ts';
import { templateChanges } from '../../../src/remediation/kubernetes/template-changes.ts';
import type { RolledWorkload } from '../../../src/remediation/kubernetes/workload-target.ts';

const template = { metadata: { labels: {} } };
const selector = { matchLabels: {} };

function deployment(status: object, spec: object = {}): RolledWorkload {
  const metadata = { name: 'web', generation: 4 };
  return { metadata, spec: { replicas: 3, selector, template, ...spec }, status: { observedGeneration: 4, ...status } };
}

function statefulSet(status: object, updateStrategy: object): RolledWorkload {
  const metadata = { name: 'db', generation: 4 };
  const spec = { replicas: 3, selector, template, serviceName: 'db', updateStrategy };
  return { metadata, spec, status: { observedGeneration: 4, replicas: 3, updateRevision: 'db-2', ...status } };
}

function daemonSet(status: object): RolledWorkload {
  const all = { currentNumberScheduled: 5, desiredNumberScheduled: 5, numberMisscheduled: 0, numberReady: 5 };
  const metadata = { name: 'agent', generation: 2 };
  return { metadata, spec: { selector, template }, status: { observedGeneration: 2, ...all, ...status } };
}

const refused = { type: 'ReplicaFailure', status: 'True' };
const since = new Date('2026-11-25T12:00:00.700Z');
const begun = new Date('2026-11-25T11:59:59Z');
const stuck = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' };
const ready = { updatedReplicas: 3, replicas: 3, availableReplicas: 3, readyReplicas: 3 };
const onDelete = { type: 'OnDelete' };
const partition = { type: 'RollingUpdate', rollingUpdate: { partition: 2 } };

describe('a roll-out', () => {
  it.each<[string, RolledWorkload, string, RegExp]>([
    ['nobody has seen', deployment({ ...ready, observedGeneration: 3 }), 'pending', /has not begun/],
    [
      'of which one pod is new',
      deployment({ updatedReplicas: 1, replicas: 4 }),
      'pending',
      /1 of 3 pods of web are new/,
    ],
    ['whose pods are refused', deployment({ conditions: [refused] }), 'pending', /refuses new pods/],
    ['whose old pods end', deployment({ ...ready, replicas: 4 }), 'pending', /1 old pods of web are still ending/],
    ['that is ready but not long enough', deployment({ ...ready, availableReplicas: undefined }), 'pending', /0 of 3/],
    ['past its deadline', deployment({ updatedReplicas: 1, conditions: [stuck] }), 'failed', /stuck/],
    [
      'past its deadline since',
      deployment({ conditions: [{ ...stuck, lastUpdateTime: new Date('2026-11-25T12:00:00Z') }] }),
      ...(['failed', /stuck/] as const),
    ],
    [
      'after one that was stuck',
      deployment({ conditions: [{ ...stuck, lastUpdateTime: new Date('2026-11-25T11:59:59Z') }] }),
      ...(['pending', /0 of 3/] as const),
    ],
    ['that is over', deployment(ready), 'done', /3 of 3 pods of web are new and ready/],
    ['of no replicas', deployment({}, { replicas: 0 }), 'done', /0 of 0/],
    [
      'by hand',
      statefulSet({ ...ready, updatedReplicas: 0 }, onDelete),
      'done',
      /0 of 3 pods of db are new; the others/,
    ],
    [
      'above a partition',
      statefulSet({ ...ready, updatedReplicas: 1 }, partition),
      'done',
      /1 of 3 .* as its partition/,
    ],
    ['on every node', daemonSet({ updatedNumberScheduled: 5, numberAvailable: 5 }), 'done', /5 of 5/],
    ['on two nodes', daemonSet({ updatedNumberScheduled: 2, numberAvailable: 5 }), 'pending', /2 of 5/],
  ])('%s is told of', (_, workload, state, words) => {
    const told = rollOut(workload, since);

    expect(told).toEqual({
      state,
      sentence: expect.stringMatching(words),
      ...(state === 'failed' && { partly: true }),
    });
  });

  it.each<[string, RolledWorkload, RegExp]>([
    ['a paused Deployment', deployment(ready, { paused: true }), /paused/],
    ['OnDelete', statefulSet(ready, onDelete), /OnDelete/],
    ['a partition above all pods', statefulSet(ready, { rollingUpdate: { partition: 3 } }), /partition of db is 3/],
    ['no pods', deployment({}, { replicas: 0 }), /no pods to replace/],
  ])('that would replace nothing is refused: %s', (_, workload, words) => {
    expect(() => mustRollOut(workload, { replaces: true })).toThrow(words);
  });
});

it('knows its own pods that were killed since, to the second', () => {
  const web = deployment({}, { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } });
  const pod = (app: string, seconds: string): V1Pod => {
    const at = new Date(`2026-11-25T12:00:${seconds}Z`);
    const lastState = { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: at } };
    const its = { name: 'web', image: '', imageID: '', ready: true, restartCount: 1, lastState };
    const metadata = { name: `${app}-${seconds}`, labels: { app }, creationTimestamp: at };
    return { metadata, status: { containerStatuses: [its] } };
  };
  const killed = (...pods: V1Pod[]) => killedAmong(pods, web, { container: 'web', since });

  expect(killed(pod('web', '00'))).toBe('web-00');
  expect(killed(pod('other', '30'))).toBeUndefined();
  expect(killed({ ...pod('web', '30'), metadata: { ...pod('web', '30').metadata, creationTimestamp: begun } })).toBe(
    undefined,
  );
});

describe('an autoscaler', () => {
  const hpa = { what: 'HPA web', by: 'HPA', min: 2, max: 6 } as const;
  const keda = { what: 'KEDA web', by: 'KEDA', min: 0, max: 4 } as const;

  it.each([
    [hpa, 4, { tell: expect.stringContaining('takes this back') }],
    [hpa, 7, { refuse: expect.stringContaining('between 2 and 6') }],
    [hpa, 1, { refuse: expect.stringContaining('between 2 and 6') }],
    [hpa, 0, { tell: expect.stringContaining('rests') }],
    [keda, 0, { tell: expect.stringContaining('takes this back') }],
    [{ ...keda, min: 1 }, 0, { refuse: expect.stringContaining('between 1 and 4') }],
    [{ ...keda, pausedAt: 1 }, 2, { refuse: expect.stringContaining('told to keep web at 1') }],
  ])('%j makes of %i replicas %j', (scaler, to, made) => {
    expect(autoscaled(scaler, 'web', to)).toEqual(made);
  });
});

it('says how many more pods a quota lets start, and what is short', () => {
  const hard = { pods: '10', 'limits.memory': '4Gi', 'requests.cpu': '2' };
  const used = { pods: '8', 'limits.memory': '3584Mi', 'requests.cpu': '1900m' };
  const resources = { limits: { memory: '256Mi', cpu: '100m' } };
  const pod = { containers: [{ name: 'web', resources }] };
  const quota = { metadata: { name: 'team' }, status: { hard, used } };

  expect(quotaRoom([quota], pod, 1)).toEqual([]);
  expect(quotaRoom([quota], pod, 3)).toEqual([{ quota: 'team', fits: 1, short: 'requests.cpu: 1900m of 2 are used' }]);
  expect(quotaRoom([{ ...quota, spec: { scopes: ['BestEffort'] } }], pod, 3)).toEqual([]);
});

it('tells how two templates differ by fields, images first, and shows no value of a variable', () => {
  const one = {
    metadata: { labels: { app: 'web' }, annotations: { 'checksum/config': 'a1' } },
    spec: {
      nodeSelector: { pool: 'user' },
      containers: [
        {
          ...{ name: 'web', image: 'web:1', args: ['--level', 'info'] },
          env: [
            { name: 'PIN', value: '1234' },
            { name: 'OLD', value: 'x' },
          ],
          resources: { limits: { memory: '256Mi' } },
        },
      ],
    },
  };
  const [container] = one.spec.containers;
  const other = {
    metadata: { labels: { app: 'web' }, annotations: { 'checksum/config': 'b2' } },
    spec: {
      containers: [
        {
          ...{ ...container, name: 'web', image: 'web:2' },
          env: [
            { name: 'PIN', value: '9876' },
            { name: 'KEY', valueFrom: { secretKeyRef: { name: 'db', key: 'key' } } },
          ],
          resources: { limits: { memory: '512Mi' } },
        },
        { name: 'proxy', image: 'proxy:3' },
      ],
    },
  };

  const changes = templateChanges(one, other);

  expect(changes.map((it) => [it.field, it.before, it.after])).toEqual([
    ['web: image', 'web:1', 'web:2'],
    ['proxy: image', '', 'proxy:3'],
    ['annotation checksum/config', 'a1', 'b2'],
    ['web: env PIN', 'value', 'another value'],
    ['web: env OLD', 'value', ''],
    ['web: resources.limits.memory', '256Mi', '512Mi'],
    ['pod.nodeSelector.pool', 'user', ''],
    ['web: env KEY', '', 'Secret db, key key'],
  ]);
  expect(templateChanges(other, other)).toEqual([]);
});

it('shows nothing of a template that is called or looks like a secret, nor the value of a header', () => {
  const httpHeaders = [{ name: 'X-Door', value: 'sesame-1' }];
  const other = {
    metadata: { annotations: { 'vault/token': 'sesame-2' } },
    spec: {
      automountServiceAccountToken: false,
      volumes: [{ name: 'v', csi: { driver: 'd', volumeAttributes: { clientSecret: 'sesame-3' } } }],
      containers: [
        { name: 'web', args: ['--password', 'sesame-4'], livenessProbe: { httpGet: { port: 80, httpHeaders } } },
      ],
    },
  };

  const changes = templateChanges({ spec: { containers: [{ name: 'web' }] } }, other);

  expect(JSON.stringify(changes)).not.toContain('sesame');
  expect(changes).toContainEqual({ field: 'pod.automountServiceAccountToken', before: '', after: 'false' });
  expect(changes).toHaveLength(7);
});
