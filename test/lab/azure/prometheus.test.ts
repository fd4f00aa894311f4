import { describe, expect, it } from 'vitest';
import { labToken } from '../../../src/lab/azure/lab-token.ts';
import { hostHeader } from '../../../src/lab/azure/lab-transport.ts';
import { prometheusHost } from '../../../src/lab/world/graph/arm-metrics-account.ts';
import { givenAzure, noon } from './given-azure.ts';

const given = givenAzure();
const audience = 'https://prometheus.monitor.azure.com';
const seconds = noon.getTime() / 1_000;

interface Asked {
  path?: string;
  method?: 'GET' | 'POST';
  workspace?: string;
  audience?: string;
}

async function ask(parameters: Record<string, string>, how: Asked = {}) {
  const { path = '/api/v1/query', method = 'POST', workspace = 'law-contoso-prod' } = how;
  const host = given.world.workspaces.filter((it) => it.name === workspace).map(prometheusHost)[0] ?? workspace;
  const form = new URLSearchParams(parameters);
  const response = await fetch(given.azure.url + path + (method === 'GET' ? `?${form}` : ''), {
    method,
    headers: {
      [hostHeader]: host,
      authorization: `Bearer ${labToken(how.audience ?? audience, Date.now() + 60_000)}`,
    },
    ...(method === 'POST' && { body: form }),
  });
  const body = (await response.json()) as {
    status: string;
    errorType?: string;
    error?: string;
    data: {
      resultType: string;
      result: { metric: Record<string, string>; value: [number, string]; values: [number, string][] }[];
    };
  };
  return { status: response.status, body };
}

describe('managed Prometheus of the range', () => {
  it.each(['GET', 'POST'] as const)('answers %s with a vector in Prometheus’ JSON', async (method) => {
    const { status, body } = await ask(
      { query: 'up{job="kube-state-metrics",cluster="prod-weu"}', time: String(seconds) },
      { method },
    );

    expect([status, body]).toEqual([
      200,
      {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [
            {
              metric: {
                __name__: 'up',
                cluster: 'prod-weu',
                instance: 'ama-metrics-ksm.kube-system.svc.cluster.local:8080',
                job: 'kube-state-metrics',
              },
              value: [seconds, '1'],
            },
          ],
        },
      },
    ]);
  });

  it('answers a range with a matrix', async () => {
    const { body } = await ask(
      {
        query: 'count(up{cluster="prod-weu"})',
        start: '2026-11-25T11:00:00Z',
        end: '2026-11-25T12:00:00Z',
        step: '30m',
      },
      { path: '/api/v1/query_range' },
    );

    const from = Date.parse('2026-11-25T11:00:00Z') / 1_000;
    expect(body.data).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: {},
          values: [
            [from, '19'],
            [from + 1_800, '19'],
            [from + 3_600, '19'],
          ],
        },
      ],
    });
  });

  it.each([
    [
      { query: 'rate(up)' },
      'invalid parameter "query": 1:6: parse error: expected type range vector in call to function "rate", got instant vector',
    ],
    [{ query: '' }, 'invalid parameter "query": 1:1: parse error: no expression found in input'],
    [{ query: 'up', time: '1e300' }, 'invalid parameter "time": cannot parse "1e300" to a valid timestamp'],
    [{ query: 'up', time: 'noon' }, 'invalid parameter "time": cannot parse "noon" to a valid timestamp'],
    [{ query: '{job="node"}' }, 'a query must be scoped to a metric by one matcher of __name__'],
  ])('refuses %j', async (parameters, error) => {
    expect(await ask(parameters as Record<string, string>)).toEqual({
      status: 400,
      body: { status: 'error', errorType: 'bad_data', error },
    });
  });

  it.each([
    [{ start: '10', end: '5', step: '1' }, 'invalid parameter "end": end timestamp must not be before start time'],
    [
      { start: '0', end: '5', step: '0' },
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    ],
    [
      { start: '0', end: '11001', step: '1' },
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    ],
    [{ start: '', end: '5', step: '1' }, 'invalid parameter "start": cannot parse "" to a valid timestamp'],
    [{ start: '0', end: '5', step: 'x' }, 'invalid parameter "step": cannot parse "x" to a valid duration'],
    [
      { start: '0', end: '5', step: '1', query: 'up[5m]' },
      'invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    ],
  ])('refuses the range %j', async (parameters, error) => {
    const { status, body } = await ask({ query: 'up', ...parameters }, { path: '/api/v1/query_range' });

    expect([status, body.error]).toEqual([400, error]);
  });

  it('says by 422 that the data do not fit the query', async () => {
    const { status, body } = await ask({ query: 'up * on(cluster) up' });

    expect([status, body.errorType]).toEqual([422, 'execution']);
  });

  it('takes tokens for itself alone', async () => {
    expect((await ask({ query: 'up' }, { audience: 'https://api.loganalytics.io' })).status).toBe(401);
  });

  it('keeps workspaces apart, and knows no others', async () => {
    const clusters = async (workspace: string) =>
      (await ask({ query: 'count by (cluster) (up)' }, { workspace })).body.data.result.map((it) => it.metric.cluster);

    expect(await clusters('law-contoso-prod')).toEqual(['prod-weu', 'prod-neu']);
    expect(await clusters('law-contoso-nonprod')).toEqual(['staging-weu', 'dev-weu']);
    expect((await ask({ query: 'up' }, { workspace: 'no.westeurope.prometheus.monitor.azure.com' })).status).toBe(404);
  });

  it('fails when it is told to, and writes down what was asked', async () => {
    given.azure.faults.set('prometheus', { status: 429, retryAfterSeconds: 7 });

    expect((await ask({ query: 'sum(up)' })).status).toBe(429);
    expect(given.azure.requests.all()).toMatchObject([{ api: 'prometheus', status: 429, kql: 'sum(up)' }]);
  });

  it('is found through Resource Graph', async () => {
    const response = await fetch(`${given.azure.url}/providers/Microsoft.ResourceGraph/resources`, {
      method: 'POST',
      headers: { [hostHeader]: 'management.azure.com', authorization: 'Bearer any' },
      body: JSON.stringify({
        query:
          "resources | where type =~ 'microsoft.monitor/accounts' | project endpoint = tostring(properties.metrics.prometheusQueryEndpoint) | order by endpoint asc",
      }),
    });
    const { data } = (await response.json()) as { data: { endpoint: string }[] };

    expect(data.map((it) => it.endpoint).sort()).toEqual(
      given.world.workspaces.map((it) => `https://${prometheusHost(it)}`).sort(),
    );
  });
});
