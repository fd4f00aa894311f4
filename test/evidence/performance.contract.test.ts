import { expect, it } from 'vitest';
import type { Azure } from '../../src/azure/azure.ts';
import { clustersOf } from '../../src/azure/estate.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { containerCpu, nodeTraffic, podPackets, requestDetails, workloadRequests } from '../../src/evidence/index.ts';
import { requestWays } from '../../src/evidence/metrics/request-ways.ts';
import { parsePromql } from '../../src/lab/promql/parse.ts';
import { healthy } from '../../src/lab/scenarios/healthy.ts';
import { networkDelay } from '../../src/lab/scenarios/network-delay.ts';
import type { Subject } from '../../src/model/subject.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();
const hour = () => {
  const to = lab().world.clock.now();
  return { from: new Date(to.getTime() - 24 * 3_600_000), to };
};

async function shop(azure: Azure): Promise<Subject> {
  const cluster = (await clustersOf(azure)).find(({ name }) => name === 'prod-weu');
  if (!cluster) throw new Error('the range has no prod-weu');
  return { cluster, kind: 'Namespace', namespace: 'shop', name: 'shop' };
}

it('reads latency, rates, calls, CPU, packets and nodes of the last hour from managed Prometheus', async () => {
  networkDelay.apply(lab().world);
  const azure = lab().connect();
  const subject = await shop(azure);
  const [requests, details, cpu, packets, nodes] = await Promise.all([
    workloadRequests.collect(azure, subject, hour()),
    requestDetails.collect(azure, subject, hour()),
    containerCpu.collect(azure, subject, hour()),
    podPackets.collect(azure, subject, hour()),
    nodeTraffic.collect(azure, subject, hour()),
  ]);

  const ledger = requests.value.workloads.find(({ name }) => name === 'ledger');
  expect(requests.source.detail).toBe('istio_request_duration_milliseconds (Istio)');
  expect(requests.value.calls).toContainEqual({ from: 'payments/payments-api', to: 'payments/ledger' });
  expect(ledger?.p90.values[0]).toBeLessThan(50);
  expect(ledger?.p90.values.at(-1)).toBeGreaterThan(800);
  expect(ledger?.rate?.values.at(-1)).toBeGreaterThan(1);
  expect(details.value.p50.get('payments/ledger')?.values.at(-1)).toBeGreaterThan(700);
  const pods = lab()
    .world.cluster('prod-weu')
    .pods.filter(({ workload, goneAt }) => workload.name === 'ledger' && !goneAt);
  for (const { name } of pods) {
    expect(details.value.p90OfPods.get(`payments/${name}`)?.values.at(-1)).toBeGreaterThan(800);
    expect(cpu.value.find((it) => it.pod === name)?.throttledShare?.values.at(-1)).toBe(0);
    expect(packets.value.find((it) => it.pod === name)?.received.values.at(-1)).toBeGreaterThan(3);
  }
  expect(nodes.value.every(({ cpu: used }) => used.values.every((it) => it > 0 && it < 1))).toBe(true);
  expect(nodes.value.every(({ retransmits }) => retransmits && Math.max(...retransmits.values) < 1)).toBe(true);
});

it('says once that a cluster without managed Prometheus cannot be asked why it is slow, and how that is mended', async () => {
  healthy.apply(lab().world);
  const azure = lab().connect();
  const subject = await shop(azure);
  const elsewhere = { ...subject, cluster: { ...subject.cluster, id: `${subject.cluster.id}-gone`, name: 'gone' } };

  const { gaps } = await diagnose(azure, elsewhere, 'Slow', hour());

  expect(gaps.filter(({ service }) => service === 'Prometheus')).toEqual([
    expect.objectContaining({
      what: expect.stringContaining('requests and latency of workloads, CPU use'),
      next: expect.stringContaining('az aks update --enable-azure-monitor-metrics'),
    }),
  ]);
});

it('asks every way of measuring in words that Prometheus understands', () => {
  const cluster = { name: 'a"}) or vector(1) #' } as never;
  const texts = requestWays.flatMap((way) => [
    way.quantile(cluster, 0.9).text,
    way.requests(cluster).text,
    way.failures(cluster).text,
    ...[way.calls?.(cluster), way.quantileByPod?.(cluster, 0.5)].flatMap((it) => it?.text ?? []),
  ]);

  expect(texts).toHaveLength(11);
  for (const text of texts) expect(JSON.stringify(parsePromql(text))).toContain('a\\"}) or vector(1) #');
});
