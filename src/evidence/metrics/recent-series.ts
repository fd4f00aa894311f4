import type { Azure } from '../../azure/azure.ts';
import type { PrometheusSeries } from '../../azure/prometheus.ts';
import type { Promql } from '../../azure/promql.ts';
import type { Window } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ClusterRef } from '../../model/subject.ts';

const spanMs = 3_600_000;
const stepSeconds = 15;
const mostSeries = 3_000;

/** The hour before a window's end: long enough to tell what is usual, short enough for fine steps. */
export function recentWindow({ from, to }: Window): Window {
  return { from: new Date(Math.max(from.getTime(), to.getTime() - spanMs)), to };
}

/** Series of the last hour of a window, every 15 seconds; of very many only the first 3,000. Throws NoPrometheus, UpstreamError. */
export async function recentSeries(
  azure: Azure,
  cluster: ClusterRef,
  query: Promql,
  window: Window,
): Promise<PrometheusSeries[]> {
  const series = await azure.prometheus.range(cluster, query, recentWindow(window), stepSeconds);
  return series.filter(({ times }) => times.length > 0).slice(0, mostSeries);
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
