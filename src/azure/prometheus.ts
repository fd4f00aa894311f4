import { bearerTokenAuthenticationPolicy, createEmptyPipeline, createPipelineRequest } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import type { Clock } from '../model/clock.ts';
import type { Window } from '../model/evidence.ts';
import type { ClusterRef } from '../model/subject.ts';
import { type Access, clientOptions, type Work } from './access.ts';
import { ask } from './ask.ts';
import type { Graph } from './graph.ts';
import { HttpFailure } from './http-failure.ts';
import { jsonOf } from './json-of.ts';
import { parseRows } from './parse-rows.ts';
import { prometheusEndpoint } from './prometheus-endpoint.ts';
import type { Promql } from './promql.ts';

/** One line of an answer: its labels, and its values by time (milliseconds), oldest first; what is no number is left out. */
export interface PrometheusSeries {
  labels: Record<string, string>;
  times: number[];
  values: number[];
}

/** Azure Monitor managed Prometheus (POST /api/v1/query_range of the cluster's Azure Monitor workspace). */
export interface Prometheus {
  /** Throws NoPrometheus when the cluster sends its metrics to no workspace. */
  range(cluster: ClusterRef, query: Promql, window: Window, stepSeconds: number): Promise<PrometheusSeries[]>;
}

const service = 'Prometheus';
const scope = 'https://prometheus.monitor.azure.com/.default';
/** So long it is remembered where a cluster's metrics are. */
const keptMs = 10 * 60_000;

const Answer = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])) }),
    ),
  }),
});

/** Managed Prometheus over HTTP: Azure has no SDK for it. */
export function connectPrometheus(
  access: Access,
  graph: (work: Work) => Graph,
  clock: Clock,
): (work: Work) => Prometheus {
  const { httpClient, additionalPolicies } = clientOptions(access);
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential: access.credential, scopes: scope }));
  for (const { policy } of additionalPolicies) pipeline.addPolicy(policy);
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;
  const known = new Map<string, { endpoint: string; until: number }>();

  const endpointOf = async (cluster: ClusterRef, work: Work): Promise<string> => {
    const key = cluster.id.toLowerCase();
    const kept = known.get(key);
    const now = clock.now().getTime();
    if (kept && now < kept.until) return kept.endpoint;
    const endpoint = await prometheusEndpoint(graph(work), cluster);
    known.set(key, { endpoint, until: now + keptMs });
    return endpoint;
  };

  return (work) => {
    // One question asks for many series at once: where they are is looked up once.
    const looked = new Map<string, Promise<string>>();
    const endpointFor = (cluster: ClusterRef) => {
      const found = looked.get(cluster.id) ?? endpointOf(cluster, work);
      looked.set(cluster.id, found);
      return found;
    };
    return {
      async range(cluster, query, window, stepSeconds) {
        const endpoint = await endpointFor(cluster);
        const target = `the Azure Monitor workspace of ${cluster.name}`;
        const form = new URLSearchParams({
          query: query.text,
          start: String(window.from.getTime() / 1000),
          end: String(window.to.getTime() / 1000),
          step: String(stepSeconds),
        });
        const body = await ask({ service, target, timeoutMs, ...work }, async (abortSignal) => {
          const request = createPipelineRequest({
            url: `${endpoint}/api/v1/query_range`,
            method: 'POST',
            body: form.toString(),
            abortSignal,
          });
          request.headers.set('content-type', 'application/x-www-form-urlencoded');
          request.headers.set('accept', 'application/json');
          const { status, headers, bodyAsText } = await pipeline.sendRequest(httpClient, request);
          if (status >= 400) throw new HttpFailure(status, undefined, headers);
          return bodyAsText ?? '';
        });
        const [answer] = parseRows(service, Answer, [jsonOf(service, body, target)]);
        return (answer?.data.result ?? []).map(seriesOf);
      },
    };
  };
}

/** "NaN", "+Inf" and "-Inf" are what a division by nothing or a histogram without observations gives. */
function seriesOf({ metric, values }: z.infer<typeof Answer>['data']['result'][number]): PrometheusSeries {
  const points = values.map(([at, value]) => ({ at: at * 1000, value: Number(value) }));
  const sound = points.filter(({ value }) => Number.isFinite(value));
  return { labels: metric, times: sound.map(({ at }) => at), values: sound.map(({ value }) => value) };
}
