import { parseDuration } from '../promql/duration.ts';
import { nameLabel } from '../promql/labels.ts';
import { PromqlError } from '../promql/promql-error.ts';
import { queryAt, queryOver } from '../promql/query.ts';
import type { SeriesSource } from '../promql/series.ts';
import { instantData, rangeData } from '../promql/wire.ts';
import { recordedSeries } from '../recorded/recorded-series.ts';
import type { Cluster } from '../world/estate.ts';
import { prometheusHost } from '../world/graph/arm-metrics-account.ts';
import { worldSeries } from '../world/metrics/series-source.ts';
import type { World } from '../world/world.ts';
import type { Answer, Call, Service } from './call.ts';

const longest = 32 * 86_400_000;
const statusOf = { bad_data: 400, execution: 422, timeout: 503 };
/** The largest time that a Date can hold, either way. */
const farthest = 8.64e15;

/** The query API of Azure Monitor workspaces: GET and POST of /api/v1/query and /api/v1/query_range. */
export const prometheus: Service = {
  api: 'prometheus',
  audiences: /^https:\/\/prometheus\.monitor\.azure\.com/,
  refuse: (status) => refusal(status),
  answer(call) {
    const workspace = call.world.workspaces.find((it) => prometheusHost(it) === call.host);
    if (!workspace) return failed(404, 'not_found', 'The Azure Monitor workspace could not be found');
    if (call.method !== 'GET' && call.method !== 'POST') return failed(405, 'bad_data', 'method not allowed');
    const clusters = call.world.clusters.filter((it) => it.workspace === workspace);
    const source = oneMetric(call.fault?.empty ? noSeries : seriesOf(call.world, clusters, call.now));
    try {
      if (call.path === '/api/v1/query') return succeeded(instant(call, source));
      if (call.path === '/api/v1/query_range') return succeeded(range(call, source));
      return failed(404, 'not_found', `The lab does not answer ${call.path}.`);
    } catch (failure) {
      if (failure instanceof PromqlError)
        return failed(statusOf[failure.errorType], failure.errorType, failure.message);
      throw failure;
    }
  },
};

/** Parameters of the address and, of a POST, of the form in its body. */
export function parametersOf(call: Pick<Call, 'query' | 'body' | 'method'>): URLSearchParams {
  const parameters = new URLSearchParams(call.query);
  if (call.method === 'POST') for (const [name, value] of new URLSearchParams(call.body)) parameters.set(name, value);
  return parameters;
}

function instant(call: Call, source: SeriesSource): object {
  const parameters = parametersOf(call);
  const at = parameters.has('time') ? timeOf(parameters, 'time') : call.now.getTime();
  return instantData(queryAt({ text: parameters.get('query') ?? '', at, source }), at);
}

function range(call: Call, source: SeriesSource): object {
  const parameters = parametersOf(call);
  const start = timeOf(parameters, 'start');
  const end = timeOf(parameters, 'end');
  const step = stepOf(parameters.get('step') ?? '');
  // Azure's own limit, beside those of Prometheus.
  if (end - start > longest) throw new PromqlError('bad_data', 'the time range of a query must not exceed 32 days');
  return rangeData(queryOver({ text: parameters.get('query') ?? '', start, end, step, source }));
}

/** Milliseconds of a parameter in seconds since 1970 or in RFC 3339. */
function timeOf(parameters: URLSearchParams, name: string): number {
  const text = parameters.get(name) ?? '';
  const time = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)
    ? Math.round(Number(text) * 1_000)
    : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  if (Number.isNaN(time) || Math.abs(time) > farthest)
    throw new PromqlError(
      'bad_data',
      `invalid parameter "${name}": cannot parse ${JSON.stringify(text)} to a valid timestamp`,
    );
  return time;
}

/** Milliseconds of "15s" or of a number of seconds. */
function stepOf(text: string): number {
  const step = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : parseDuration(text);
  if (step === undefined)
    throw new PromqlError(
      'bad_data',
      `invalid parameter "step": cannot parse ${JSON.stringify(text)} to a valid duration`,
    );
  return Math.round(step);
}

/** The series of some clusters: recorded ones, and made-up ones. */
function seriesOf(world: World, clusters: Cluster[], now: Date): SeriesSource {
  const made = worldSeries(
    world,
    clusters.filter((it) => !it.recorded),
    now,
  );
  const recorded = clusters.flatMap((it) => (it.recorded ? recordedSeries(it.recorded, it.name) : []));
  if (recorded.length === 0) return made;
  return { select: (...wanted) => [made, ...recorded].flatMap((it) => it.select(...wanted)) };
}

const noSeries: SeriesSource = { select: () => [] };

/** Azure asks for exactly one matcher of the metric's name in each selector. */
function oneMetric(source: SeriesSource): SeriesSource {
  return {
    select(matchers, from, to) {
      if (matchers.filter((it) => it.name === nameLabel).length !== 1)
        throw new PromqlError('bad_data', 'a query must be scoped to a metric by one matcher of __name__');
      return source.select(matchers, from, to);
    },
  };
}

const succeeded = (data: object): Answer => ({ status: 200, body: { status: 'success', data } });

const failed = (status: number, errorType: string, error: string): Answer => ({
  status,
  body: { status: 'error', errorType, error },
});

function refusal(status: number): Answer {
  switch (status) {
    case 401:
      return failed(
        401,
        'unauthorized',
        'The access token is missing, or not for https://prometheus.monitor.azure.com',
      );
    case 403:
      return failed(
        403,
        'forbidden',
        'The caller needs the role Monitoring Data Reader on the Azure Monitor workspace',
      );
    case 429:
      return failed(429, 'throttled', 'Too many requests; try again later');
    case 504:
      return failed(504, 'timeout', 'query timed out in expression evaluation');
    default:
      return failed(status, 'unavailable', 'The service is temporarily unavailable');
  }
}
