import { describe, expect, it } from 'vitest';
import { locateWorkload } from '../../src/diagnosis/locate-workload.ts';
import { events, pods } from '../../src/evidence/index.ts';
import type { Window } from '../../src/model/evidence.ts';
import type { Subject } from '../../src/model/subject.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();
const day = (): Window => ({ from: new Date(Date.now() - 24 * 3_600_000), to: new Date() });

async function payments(): Promise<Subject> {
  const located = await locateWorkload(lab().connect(), { name: 'payments-api', cluster: 'prod-weu' });
  if (located.kind !== 'found') throw new Error(`payments-api is ${located.kind}`);
  return located.subject;
}

describe('without the Kubernetes API', () => {
  it('the pods are those of KubePodInventory, and say nothing that it does not know', async () => {
    const subject = await payments();
    const live = await pods.collect(lab().connect(), subject, day());
    lab().running.faults.set('kubernetes', { status: 403 });

    const kept = await pods.collect(lab().connect(), subject, day());

    expect(kept.source).toMatchObject({ service: 'Log Analytics', detail: 'KubePodInventory' });
    expect(kept.gap).toMatchObject({ what: 'pods of the namespace', service: 'Kubernetes API' });
    expect(kept.gap?.why).toContain('Read from KubePodInventory');
    const names = (those: typeof live) => those.value.map(({ metadata }) => metadata?.name).sort();
    expect(names(kept)).toEqual(names(live));
    const api = kept.value.find(({ metadata }) => metadata?.name?.startsWith('payments-api-'));
    const same = live.value.find(({ metadata }) => metadata?.name === api?.metadata?.name);
    expect(api?.metadata?.labels).toEqual(same?.metadata?.labels);
    expect(api?.metadata?.ownerReferences?.[0]).toMatchObject({
      kind: 'ReplicaSet',
      name: same?.metadata?.ownerReferences?.[0]?.name,
    });
    expect(api?.status).not.toHaveProperty('conditions');
    expect(api?.spec?.initContainers?.map(({ name }) => name)).toEqual(
      same?.spec?.initContainers?.map(({ name }) => name),
    );
    const status = api?.status?.containerStatuses?.[0];
    expect(status).toMatchObject({ name: 'api', lastState: { terminated: { reason: 'OOMKilled' } } });
    expect(status?.restartCount).toBeGreaterThan(4);
    expect(status).not.toHaveProperty('ready');
    expect(status?.lastState?.terminated).not.toHaveProperty('exitCode');
  });

  it('the events are the warnings of KubeEvents, newest first', async () => {
    const subject = await payments();
    lab().running.faults.set('kubernetes', { reset: true });

    const { value, source, gap } = await events.collect(lab().connect(), subject, day());

    expect(source.detail).toBe('KubeEvents');
    expect(gap?.service).toBe('Kubernetes API');
    expect(value.map(({ reason }) => reason)).toContain('BackOff');
    expect(value.map(({ lastAt }) => lastAt.getTime())).toEqual(
      value.map(({ lastAt }) => lastAt.getTime()).toSorted((a, b) => b - a),
    );
  });

  it('fails for the reason of the better way when neither can be read', async () => {
    const subject = await payments();
    lab().running.faults.set('kubernetes', { status: 403 });
    lab().running.faults.set('log-analytics', { status: 403 });

    await expect(pods.collect(lab().connect(), subject, day())).rejects.toMatchObject({ service: 'Kubernetes API' });
  });
});
