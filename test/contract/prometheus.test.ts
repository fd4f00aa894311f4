import { expect, it } from 'vitest';
import type { Azure } from '../../src/azure/azure.ts';
import { clustersOf } from '../../src/azure/estate.ts';
import { promql } from '../../src/azure/promql.ts';
import { readGap } from '../../src/evidence/asking/read-gap.ts';
import { useLabAzure } from './lab-azure.ts';

const lab = useLabAzure();
const query = promql`sum by (instance) (up{cluster=${'prod-weu'},job=${'kubelet'}})`;

async function clusterIn(azure: Azure) {
  const cluster = (await clustersOf(azure)).find(({ name }) => name === 'prod-weu');
  if (!cluster) throw new Error('the range has no prod-weu');
  return cluster;
}

function lastTenMinutes() {
  const to = new Date();
  return { from: new Date(to.getTime() - 600_000), to };
}

it('answers series with their labels, times in milliseconds and values as numbers', async () => {
  const { connect, world } = lab();
  const azure = connect();
  const window = lastTenMinutes();

  const series = await azure.prometheus.range(await clusterIn(azure), query, window, 60);

  expect(series.map(({ labels }) => labels.instance).sort()).toEqual(
    world
      .cluster('prod-weu')
      // The autoscaler took some away since: what is gone is not scraped.
      .nodes.filter(({ goneAt }) => !goneAt)
      .map(({ name }) => name)
      .sort(),
  );
  expect(series[0]?.times[0]).toBe(window.from.getTime());
  expect(series[0]?.values).toEqual(Array.from({ length: 11 }, () => 1));
});

it('looks up once where the metrics are, however many series are asked for', async () => {
  const { connect, running } = lab();
  const azure = connect();
  const cluster = await clusterIn(azure);
  running.requests.clear();

  await Promise.all([1, 2, 3].map((seconds) => azure.prometheus.range(cluster, query, lastTenMinutes(), 60 * seconds)));

  expect(running.requests.all().filter(({ api }) => api === 'resource-graph').length).toBeLessThanOrEqual(1);
  expect(running.requests.all().filter(({ api }) => api === 'prometheus')).toHaveLength(3);
});

it('says how managed Prometheus is enabled where no workspace collects the metrics', async () => {
  const { connect } = lab();
  const azure = connect();
  const cluster = { ...(await clusterIn(azure)), id: '/subscriptions/s/nobody', name: 'nobody' };

  const failure = await azure.prometheus.range(cluster, query, lastTenMinutes(), 60).catch((error: unknown) => error);

  expect(readGap(failure as never, 'performance over time')).toMatchObject({
    service: 'Prometheus',
    what: 'performance over time',
    next: expect.stringContaining('az aks update --enable-azure-monitor-metrics --name nobody'),
  });
});

it('is refused with its reason when the query is none', async () => {
  const { connect } = lab();
  const azure = connect();

  await expect(
    azure.prometheus.range(await clusterIn(azure), promql`sum by (`, lastTenMinutes(), 60),
  ).rejects.toMatchObject({ service: 'Prometheus', reason: 'refused', status: 400 });
});
