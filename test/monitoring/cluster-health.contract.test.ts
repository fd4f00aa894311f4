import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../src/azure/estate.ts';
import { clusterHealth } from '../../src/monitoring/views/index.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();

async function health(name: string) {
  const azure = lab().connect();
  const cluster = (await clustersOf(azure)).find((it) => it.name === name);
  if (!cluster) throw new Error(`no cluster ${name}`);
  const now = new Date();
  return clusterHealth(azure, cluster, { from: new Date(now.getTime() - 6 * 3_600_000), to: now });
}

describe('cluster health, against the range', () => {
  it('tells of version, nodes, user and system pods, restarts, use, scale and alerts', async () => {
    const seen = await health('prod-weu');

    expect(seen.gaps).toEqual([]);
    expect(seen.version?.value.current).toMatch(/^1\.\d+/);
    expect(seen.nodes?.value.ready).toBeGreaterThan(0);
    expect(seen.pods?.value.user.running).toBeGreaterThan(0);
    expect(seen.pods?.value.system.running).toBeGreaterThan(0);
    expect(seen.restarts?.value[0]).toMatchObject({
      workload: 'payments-api',
      container: 'api',
      lastReason: 'OOMKilled',
    });
    expect(seen.utilisation?.value.memory.now).toBeGreaterThan(0);
    expect(seen.utilisation?.value.memory.now).toBeLessThan(100);
    expect(seen.scaling?.value.nodeCount.lines[0]?.points.length).toBeGreaterThan(10);
    expect(seen.alerts).toBeDefined();
    expect(seen.verdict.sentence).toMatch(/payments-api/);
  });

  it('reads pods, restarts and nodes from the logs when the Kubernetes API does not answer, and agrees with it', async () => {
    const live = await health('prod-weu');
    lab().running.faults.set('kubernetes', { status: 503 });

    const logged = await health('prod-weu');

    expect(logged.pods?.source.detail).toBe('KubePodInventory');
    expect(logged.nodes?.value.ready).toBe(live.nodes?.value.ready);
    // The inventory is minutes behind: a job's pod may have come or gone since.
    const running = (seen: typeof live) => seen.pods?.value.user.running ?? Number.NaN;
    expect(Math.abs(running(logged) - running(live))).toBeLessThanOrEqual(2);
    expect(logged.restarts?.value[0]).toMatchObject({ workload: 'payments-api', lastReason: 'OOMKilled' });
    expect(logged.verdict.sentence).toMatch(/payments-api is OOM-killed again and again/);
    expect(logged.gaps.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['state of the pods', 'state of the nodes']),
    );
  });

  it('says what the preset "Logs and Events" does not collect', async () => {
    const seen = await health('dev-weu');

    expect(seen.utilisation).toBeUndefined();
    expect(seen.gaps.find(({ what }) => what.startsWith('CPU and memory'))?.next).toMatch(/Standard/);
  });

  it('shows the alerts of one service when the other refuses', async () => {
    lab().running.faults.set('defender', { status: 403 });

    const seen = await health('prod-weu');

    expect(seen.alerts).toBeDefined();
    expect(seen.gaps.map(({ what }) => what)).toEqual(['alerts of Defender for Cloud']);
  });
});
