import { describe, expect, it } from 'vitest';
import { locateWorkload } from '../../src/diagnosis/locate-workload.ts';
import {
  containerRestarts,
  eventHistory,
  kubernetesEvents,
  memoryUsage,
  nodeConditions,
  nodeConsumers,
  restartHistory,
  workloadReplicas,
} from '../../src/evidence/index.ts';
import { NoWorkspace } from '../../src/evidence/workspace/workspace-of.ts';
import type { Window } from '../../src/model/evidence.ts';
import type { Subject } from '../../src/model/subject.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();
const day = (): Window => ({ from: new Date(Date.now() - 24 * 3_600_000), to: new Date() });

/** The workload that the range kills by its limit from the beginning. */
async function payments(): Promise<Subject> {
  const located = await locateWorkload(lab().connect(), { name: 'payments-api', cluster: 'prod-weu' });
  if (located.kind !== 'found') throw new Error(`payments-api is ${located.kind}`);
  return located.subject;
}

describe('collectors for why, against the range', () => {
  it('read restarts, last endings and limits from the Kubernetes API', async () => {
    const { value: pods } = await containerRestarts.collect(lab().connect(), await payments(), day());

    expect(pods).toHaveLength(3);
    for (const { containers } of pods) {
      expect(containers[0]).toMatchObject({ name: 'api', role: 'app', limitMiB: 256 });
      expect(containers[0]?.restarts).toBeGreaterThan(5);
      expect(containers[0]?.terminations[0]).toMatchObject({ reason: 'OOMKilled', exitCode: 137 });
    }
  });

  it('read the same kills, and older ones, from KubePodInventory', async () => {
    const subject = await payments();
    const [history, live] = await Promise.all([
      restartHistory.collect(lab().connect(), subject, day()),
      containerRestarts.collect(lab().connect(), subject, day()),
    ]);

    for (const pod of live.value) {
      const seen = history.value.find((it) => it.pod === pod.name && it.container === 'api');
      const kills = seen?.endings.filter((it) => it.reason === 'OOMKilled') ?? [];

      expect(kills.length).toBeGreaterThan(4);
      expect(kills[0]?.text).toContain('"reason":"OOMKilled"');
      expect(seen?.restarts).toBeGreaterThanOrEqual(kills.length - 1);
    }
    expect(history.source.workspace).toBe(subject.cluster.workspace?.resourceId);
  });

  it('read memory of the containers against their limit, and of their nodes, from Perf', async () => {
    const { value, source } = await memoryUsage.collect(lab().connect(), await payments(), day());
    const api = value.containers.filter((it) => it.container === 'api' && it.limitMiB === 256);

    expect(api.length).toBeGreaterThanOrEqual(3);
    for (const it of api) expect(it.peakMiB).toBeLessThanOrEqual(256);
    expect(Math.max(...api.map((it) => it.peakMiB))).toBeGreaterThan(220);
    for (const node of value.nodes) expect(node.peakMiB).toBeLessThan(node.allocatableMiB ?? 0);
    expect(source.query).toContain('Perf');
  });

  it('take no limit for one where the agent reports what the node can allocate', async () => {
    const { connect } = lab();
    const located = await locateWorkload(connect(), { name: 'report-builder', cluster: 'prod-weu' });
    if (located.kind !== 'found') throw new Error('report-builder is not there');
    const { value } = await memoryUsage.collect(connect(), located.subject, day());

    expect(value.containers.length).toBeGreaterThan(0);
    for (const container of value.containers) expect(container).not.toHaveProperty('limitMiB');
  });

  it('read the kernel’s words from KubeEvents and from the Kubernetes API', async () => {
    const subject = await payments();
    const [past, live] = await Promise.all([
      eventHistory.collect(lab().connect(), subject, day()),
      kubernetesEvents.collect(lab().connect(), subject, day()),
    ]);

    for (const { value } of [past, live]) {
      const kill = value.find((it) => it.reason === 'OOMKilling');
      expect(kill?.message).toMatch(/^Memory cgroup out of memory: Killed process \d+/);
      expect(kill?.object.kind).toBe('Node');
    }
  });

  it('read the nodes that the pods run on, and what is largest there', async () => {
    const subject = await payments();
    const [nodes, consumers, replicas] = await Promise.all([
      nodeConditions.collect(lab().connect(), subject, day()),
      nodeConsumers.collect(lab().connect(), subject, day()),
      workloadReplicas.collect(lab().connect(), subject, day()),
    ]);

    expect(nodes.value.every((it) => it.ready && (it.allocatableMiB ?? 0) > 1000)).toBe(true);
    const names = new Set(nodes.value.map((it) => it.name));
    for (const name of names) {
      const largest = consumers.value.filter((it) => it.node === name).map((it) => it.peakMiB);
      expect(largest).toHaveLength(5);
      expect(largest).toEqual([...largest].sort((a, b) => b - a));
    }
    expect(replicas.value.desired).toBe(3);
  });

  it('carry a gap for an answer in part, and for a table that is not collected', async () => {
    const { running, connect } = lab();
    const subject = await payments();

    running.faults.set('log-analytics', { partial: true });
    const half = await restartHistory.collect(connect(), subject, day());
    running.faults.set('log-analytics', { empty: true });
    const none = await memoryUsage.collect(connect(), subject, day());

    expect(half.gap?.why).toMatch(/in part/);
    expect(none.gap?.next).toMatch(/preset "Standard"/);
  });

  it('refuse without a workspace, with the command that enables it', async () => {
    const { workspace: _, ...cluster } = (await payments()).cluster;
    const subject = { ...(await payments()), cluster };

    const refusal = await memoryUsage.collect(lab().connect(), subject, day()).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(NoWorkspace);
    expect((refusal as NoWorkspace).gap('memory').next).toContain(
      'az aks enable-addons --addons monitoring --name prod-weu',
    );
  });
}, 60_000);
