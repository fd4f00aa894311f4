import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Azure } from '../../../src/azure/azure.ts';
import { azureConfig } from '../../../src/azure/azure-config.ts';
import { connectAzure } from '../../../src/azure/connect-azure.ts';
import { clustersOf } from '../../../src/azure/estate.ts';
import { graphKql } from '../../../src/azure/kql.ts';
import { stampedLines } from '../../../src/evidence/kubernetes/stamped-lines.ts';
import { readCase } from '../../../src/lab/recorded/read-case.ts';
import { recordedSource } from '../../../src/lab/recorded/recorded-source.ts';
import { type RecordedAzure, startRecorded } from '../../../src/lab/recorded/start-recorded.ts';
import { caseFile, smallCase } from './small-case.ts';

let running: RecordedAzure;
let azure: Azure;
beforeAll(async () => {
  running = await startRecorded(readCase(caseFile(smallCase)));
  const { credential, transport, clock } = running;
  const log = pino({ level: 'silent' });
  azure = connectAzure({ credential, transport, clock, log, config: azureConfig.parse({}) }).until(
    AbortSignal.timeout(30_000),
  );
});
afterAll(() => running.close());

const endpoints = graphKql`resources
| where type =~ 'microsoft.monitor/accounts'
| project endpoint = tostring(properties.metrics.prometheusQueryEndpoint)`;
const names = (items: { metadata?: { name?: string } }[]) => items.map((it) => it.metadata?.name);
const log = (pod: string, container: string, previous = false, timestamps = false) =>
  azure.kubernetes.log(
    running.clusterId,
    { namespace: 'shop', name: pod, container },
    { previous, tailLines: 2, timestamps },
  );
const get = async (path: string) => {
  const response = await fetch(`${running.url}/api-server/recorded-dns-0a1b2c3d.hcp.westeurope.azmk8s.io${path}`, {
    headers: { authorization: 'Bearer token' },
  });
  return (await response.json()) as { items?: { metadata: { name: string } }[]; metadata: { continue?: string } };
};

describe('a recorded cluster', () => {
  it('is the only one in Resource Graph, without Container Insights', async () => {
    expect(await clustersOf(azure)).toEqual([
      expect.objectContaining({ id: running.clusterId, name: 'recorded', environment: 'production' }),
    ]);
  });

  it('lists what was recorded, of every kind, and refuses a kind of which it can know nothing', async () => {
    const { kubernetes } = azure;
    const id = running.clusterId;

    expect(names(await kubernetes.list(id, 'pods'))).toEqual(['queue-a', 'queue-b', 'web-a', 'web-b']);
    expect(names(await kubernetes.list(id, 'networkpolicies', 'shop'))).toEqual(['closed']);
    expect(names(await kubernetes.list(id, 'leases', 'kube-node-lease'))).toEqual(['node-1']);
    await expect(kubernetes.list(id, 'deployments')).rejects.toMatchObject({ reason: 'not-found' });
    expect(await kubernetes.list(id, 'pods', 'elsewhere')).toEqual([]);
  });

  it('knows that there is none of a kind, once it was taken whole', () => {
    const kinds = ['Node', 'Service', 'ServiceAccount', 'ConfigMap'];
    const objects = kinds.map((kind) => ({ apiVersion: 'v1', kind, metadata: { name: 'default' } }));
    const { objects: of, tells } = recordedSource({ id: 'whole', now: new Date(), objects, logs: [], series: [] });

    expect([tells?.('deployments'), of('deployments')]).toEqual([true, []]);
  });

  it.each([
    ['/api/v1/pods?labelSelector=app%3Dweb&limit=1', ['web-a']],
    ['/api/v1/pods?labelSelector=app%20in%20(web,queue),!absent', ['queue-a', 'queue-b', 'web-a', 'web-b']],
    ['/api/v1/pods?fieldSelector=status.phase!%3DPending,spec.nodeName%3Dnode-1', ['queue-b', 'web-a', 'web-b']],
    ['/api/v1/namespaces/shop/events?fieldSelector=involvedObject.name%3Dweb-a', ['web-a.1']],
    ['/api/v1/namespaces/shop/events?fieldSelector=involvedObject.name%3Dweb-b', []],
  ])('selects by labels and fields: %s', async (path, expected) => {
    expect((await get(path)).items?.map((it) => it.metadata.name)).toEqual(expected);
  });

  it('gives one object, or the Status that it is not there', async () => {
    expect((await get('/api/v1/namespaces/shop/services/web')).metadata).toMatchObject({ name: 'web' });
    expect(await get('/apis/apps/v1/namespaces/shop/deployments/web')).toMatchObject({
      reason: 'NotFound',
      message: 'deployments.apps "web" not found',
    });
  });

  it('gives the last lines of a log, of the run before, and of several pods that share one', async () => {
    expect(await log('web-a', 'web')).toBe('listening\n2026-03-01T09:59:30Z slow\n');
    expect(await log('web-a', 'web', true)).toBe('panic: no memory\n');
    expect(await log('queue-b', 'queue')).toBe('2026-03-01T09:00:00Z from any of them\n');
  });

  it('stamps the lines of a log with the times that are known, where that is asked for', async () => {
    expect(stampedLines(await log('web-a', 'web', false, true))).toEqual({
      lines: ['listening', '2026-03-01T09:59:30Z slow'],
      times: [new Date('2026-03-01T09:50:00Z'), new Date('2026-03-01T09:59:30Z')],
    });
    expect(stampedLines(await log('web-a', 'web', true, true)).times).toEqual([undefined]);
  });

  it.each([
    ['web-b', 'web', false, 'the recording holds no log of container "web"'],
    ['web-b', 'web', true, 'previous terminated container "web" in pod "web-b" not found'],
    ['queue-a', 'queue', false, 'is waiting to start: ImagePullBackOff'],
    ['web-a', 'nobody', false, 'container nobody is not valid for pod web-a'],
  ])('says why there is no log of %s %s (previous %s)', async (pod, container, previous, message) => {
    const path = `/api/v1/namespaces/shop/pods/${pod}/log?container=${container}&previous=${previous}`;

    expect(await get(path)).toMatchObject({ kind: 'Status', message: expect.stringContaining(message) });
  });

  it('has the metrics as Prometheus series, at the moment of the recording', async () => {
    const [account] = (await azure.graph.query(endpoints, z.object({ endpoint: z.string() }))).rows;
    const answer = await fetch(`${running.url}/api/v1/query?query=max(p90latency{cluster="recorded"})`, {
      headers: { 'x-lab-host': new URL(account?.endpoint ?? '').hostname, authorization: 'Bearer token' },
    });

    expect(await answer.json()).toMatchObject({ data: { result: [{ value: [expect.anything(), '900'] }] } });
    expect(running.clock.now()).toEqual(new Date(smallCase.now));
  });
});
