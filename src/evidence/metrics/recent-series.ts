import type { Azure } from '../../azure/azure.ts';
import type { PrometheusSeries } from '../../azure/prometheus.ts';
import type { Promql } from '../../azure/promql.ts';
import type { Window } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ClusterRef } from '../../model/subject.ts';

const spanMs = 3_600_000;
/** As often as managed Prometheus scrapes; where all there is spans minutes only, finer, or too little would be left to compare. */
const stepSeconds = 30;
const fineSeconds = 10;
const shortMs = 600_000;
const mostSeries = 3_000;

/** The hour before a window's end: long enough to tell what is usual, short enough for fine steps. */
export function recentWindow({ from, to }: Window): Window {
  return { from: new Date(Math.max(from.getTime(), to.getTime() - spanMs)), to };
}

/** Series of the last hour of a window, every 30 seconds; of very many only the first 3,000. Throws NoPrometheus, UpstreamError. */
export async function recentSeries(
  azure: Azure,
  cluster: ClusterRef,
  query: Promql,
  window: Window,
): Promise<PrometheusSeries[]> {
  const recent = recentWindow(window);
  const series = await azure.prometheus.range(cluster, query, recent, stepSeconds);
  const first = Math.min(...series.map(({ times }) => times[0] ?? Number.POSITIVE_INFINITY));
  const last = Math.max(...series.map(({ times }) => times.at(-1) ?? 0));
  const isShort = last >= first && last - first < shortMs;
  const fine = isShort
    ? await azure.prometheus.range(
        cluster,
        query,
        { from: new Date(first - stepSeconds * 1_000), to: new Date(last + stepSeconds * 1_000) },
        fineSeconds,
      )
    : series;
  return fine.filter(({ times }) => times.length > 0).slice(0, mostSeries);
}

/** The gap of an answer that was cut; nothing where it was whole. */
export function cutGap(what: string, ...answers: PrometheusSeries[][]): { gap?: Gap } {
  if (answers.every((it) => it.length < mostSeries)) return {};
  return {
    gap: {
      what: `part of the ${what}`,
      service: 'Prometheus',
      why: `There are more than ${mostSeries.toLocaleString('en-US')} series, and the first of them were read.`,
      next: 'Ask about one workload; the rest is in Azure Monitor.',
    },
  };
}
