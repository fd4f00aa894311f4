import { ObjectSerializer } from '@kubernetes/client-node/dist/gen/models/ObjectSerializer.js';
import { expect, it } from 'vitest';
import { withDates } from '../../src/azure/kubernetes-dates.ts';

const at = '2026-11-25T01:00:00Z';
const metadata = {
  name: 'it',
  creationTimestamp: at,
  labels: { startTime: at },
  annotations: { time: at },
  managedFields: [{ manager: 'kubectl', time: at }],
};
const ended = { terminated: { exitCode: 137, reason: 'OOMKilled', startedAt: at, finishedAt: at } };

it.each([
  [
    'V1Pod',
    {
      metadata: { ...metadata, deletionTimestamp: at },
      spec: { containers: [{ name: 'api', env: [{ name: 'startTime', value: at }] }] },
      status: {
        startTime: at,
        conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: at, lastProbeTime: null }],
        containerStatuses: [
          { name: 'api', ready: true, restartCount: 1, image: 'i', imageID: '', state: ended, lastState: ended },
          { name: 'b', ready: true, restartCount: 0, image: 'i', imageID: '', state: { running: { startedAt: at } } },
        ],
      },
    },
  ],
  [
    'V1Node',
    {
      metadata,
      status: { conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: at, lastTransitionTime: at }] },
    },
  ],
  ['V1Job', { metadata, status: { startTime: at, completionTime: at } }],
  ['V1CronJob', { metadata, status: { lastScheduleTime: at, lastSuccessfulTime: at } }],
  ['V1Deployment', { metadata, status: { conditions: [{ type: 'Available', status: 'True', lastUpdateTime: at }] } }],
  ['CoreV1Event', { metadata, involvedObject: {}, firstTimestamp: at, lastTimestamp: at, eventTime: null }],
])("reads a %s as the client's own classes do", (type, object) => {
  const theirs: unknown = ObjectSerializer.deserialize(structuredClone(object), type, '');

  expect(withDates(structuredClone(object))).toEqual({ ...(theirs as object) });
});
