import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const pod = (name: string, container: string, restartCount: number, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels: { app: container } },
  spec: { nodeName: 'node-1', containers: [{ name: container, image: `${container}:1` }] },
  status: {
    phase: 'Running',
    containerStatuses: [{ name: container, restartCount, ready: true, state: { running: {} } }],
  },
  ...more,
});

/** A recording made up by hand: two replicas of a web shop, a queue that waits for its image, and a node. */
export const smallCase = {
  id: 'small',
  question: 'Why is the shop slow?',
  now: '2026-03-01T10:00:00Z',
  namespace: 'shop',
  kubernetes: {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      pod('web-b', 'web', 0),
      pod('web-a', 'web', 3),
      pod('queue-b', 'queue', 1),
      pod('queue-a', 'queue', 0, {
        status: {
          phase: 'Pending',
          containerStatuses: [
            { name: 'queue', restartCount: 0, ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } },
          ],
        },
      }),
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: 'node-1' },
        status: { nodeInfo: { kubeletVersion: 'v1.30.4' } },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { selector: { app: 'web' } },
      },
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'web-a.1', namespace: 'shop' },
        involvedObject: { kind: 'Pod', name: 'web-a', namespace: 'shop' },
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off restarting failed container web in pod web-a',
        lastTimestamp: '2026-03-01T09:59:00Z',
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'closed', namespace: 'shop' },
        spec: { podSelector: {}, policyTypes: ['Egress'] },
      },
      {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: 'node-1', namespace: 'kube-node-lease' },
        spec: { renewTime: '2026-03-01T09:59:55.000000Z' },
      },
    ],
  },
  logs: {
    'web-a/web': '2026-03-01T09:50:00Z started\nlistening\n2026-03-01T09:59:30Z slow\n',
    'web-a/web/previous': 'panic: no memory\n',
    'queue/': '2026-03-01T09:00:00Z from any of them\n',
  },
  logsInfo: { 'queue/': { published: 'queue', lines: 1, pods: ['queue-b', 'queue-c'] } },
  metrics: [
    {
      name: 'p90latency',
      labels: { service: 'web' },
      points: [
        ['2026-03-01T09:59:00Z', 4.5],
        ['2026-03-01T09:59:30Z', 900],
      ],
    },
  ],
  expected: { cause: 'never shown' },
};

/** Writes bytes or an object to a file of its own. */
export function caseFile(content: object | Buffer | string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'recorded-')), 'case.json');
  writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
}
