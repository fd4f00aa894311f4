import { expect, it } from 'vitest';
import { labelValue } from '../../../src/lab/promql/labels.ts';
import { queryAt } from '../../../src/lab/promql/query.ts';
import { readCase } from '../../../src/lab/recorded/read-case.ts';
import { recordedSeries } from '../../../src/lab/recorded/recorded-series.ts';
import { caseFile, smallCase } from './small-case.ts';

const at = Date.parse('2026-03-01T09:59:00Z');
const gauge = (name: string, labels: Record<string, string>, value: number) => ({
  name,
  labels,
  points: Array.from({ length: 25 }, (_, index) => [new Date(at - 120_000 + index * 5_000).toISOString(), value]),
});
const web = { service: 'web' };
const recorded = readCase(
  caseFile({
    ...smallCase,
    metrics: [
      gauge('p50latency', web, 4.5),
      gauge('p90latency', web, 870),
      gauge('rps', web, 12),
      gauge('success_rate', web, 0.75),
      gauge('cpu', web, 0.5),
      gauge('cpu_cfs', web, 0.2),
      gauge('network_receive', web, 60),
      gauge('cpu', { node: 'node-1' }, 30),
      gauge('tcp_retans', { node: 'node-1' }, 2.5),
    ],
  }),
);

function ask(text: string, ...labels: string[]): [string, number][] {
  const value = queryAt({ text, at, source: recordedSeries(recorded, 'recorded') });
  return (value.type === 'vector' ? value.points : []).map((it) => [
    labels.map((name) => labelValue(it.labels, name)).join('/'),
    Math.round(it.value * 1_000) / 1_000,
  ]);
}

it.each([
  ['histogram_quantile(0.9, sum by (le) (rate(istio_request_duration_milliseconds_bucket[1m])))', [['', 870]]],
  ['histogram_quantile(0.5, sum by (le) (rate(istio_request_duration_milliseconds_bucket[1m])))', [['', 4.5]]],
  ['sum by (destination_workload) (rate(istio_requests_total{cluster="recorded"}[1m]))', [['web', 12]]],
  ['sum by (destination_workload) (rate(istio_requests_total{response_code=~"5.."}[1m]))', [['web', 3]]],
  [
    'rate(container_cpu_usage_seconds_total{container="web"}[1m])',
    [
      ['web-b', 0.25],
      ['web-a', 0.25],
    ],
  ],
  ['sum(rate(container_cpu_cfs_throttled_seconds_total[1m]))', [['', 0.2]]],
  ['sum(rate(container_network_receive_packets_total{pod=~"web-.*"}[1m]))', [['', 60]]],
  ['1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[1m]))', [['node-1', 0.3]]],
  ['rate(node_netstat_Tcp_RetransSegs[1m])', [['node-1', 2.5]]],
])('gives what was recorded back to %s', (text, expected) => {
  const label = /by \((destination_workload|instance)\)|(node_netstat)|(container_cpu_usage)/.exec(text);
  const name = label?.[1] ?? (label?.[2] ? 'instance' : label?.[3] ? 'pod' : '');

  expect(ask(text, name)).toEqual(expected);
});
