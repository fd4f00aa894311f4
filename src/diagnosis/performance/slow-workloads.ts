import type { RequestDetails } from '../../evidence/request-details.ts';
import type { Requests, WorkloadRequests } from '../../evidence/workload-requests.ts';
import type { Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';
import { type Change, changeDuring, riseIn } from './change.ts';

/** A workload whose requests take clearly longer than before. Times in milliseconds. */
export interface SlowWorkload {
  workload: Workload;
  p90: Change;
  p50?: Change;
  /** Requests a second. */
  rate?: Change;
  /**
   * By how much it became slower, as the sum of the logarithms of both factors. A delay is added to what a request took
   * before: where that was least, at the delay's origin, it multiplies most; a caller had at least that and its own.
   */
  growth: number;
  requests: WorkloadRequests;
  /** Nodes whose pods of it are slow, where pods are told apart and some of them are well; else all of its nodes. */
  slowOn: string[];
}

/** Less than twice as slow, or this little, nobody notices. */
const leastFactor = 2;
const leastMs = 10;

/** Workloads that became slow within the time that was measured and were not so before; the most changed first. */
export function slowWorkloads(
  requests: Requests | undefined,
  details: RequestDetails | undefined,
  situation: Situation,
  now: Date,
): SlowWorkload[] {
  const slow = (requests?.workloads ?? [])
    .flatMap((it): SlowWorkload[] => {
      const p90 = riseIn(answered(it.p90), now);
      if (!p90 || p90.factor < leastFactor || p90.now - p90.before < leastMs) return [];
      const p50 = changeDuring(answered(details?.p50.get(`${it.namespace}/${it.name}`)), p90);
      const rate = changeDuring(it.rate, p90);
      const growth = Math.log(p90.factor) + Math.log(Math.max(1, p50?.factor ?? 1));
      return workloadsOf(it, requests?.of ?? 'workload', situation).map((workload) => ({
        workload,
        p90,
        ...(p50 && { p50 }),
        ...(rate && { rate }),
        growth,
        requests: it,
        slowOn: slowOn(workload, details, now),
      }));
    })
    .sort((a, b) => b.growth - a.growth);
  // Several Services may stand in front of one workload: it is slow once, as slow as the worst of them.
  return [...Map.groupBy(slow, ({ workload }) => workload).values()].flatMap((those) => those.slice(0, 1));
}

/** A quantile of nothing is written as zero by some exporters; no request takes no time. */
function answered(samples: WorkloadRequests['p90'] | undefined) {
  if (!samples) return undefined;
  const kept = samples.values.flatMap((value, index) => (value > 0 ? [index] : []));
  return {
    times: kept.map((index) => samples.times[index] ?? 0),
    values: kept.map((index) => samples.values[index] ?? 0),
  };
}

function slowOn({ namespace, pods }: Workload, details: RequestDetails | undefined, now: Date): string[] {
  const slow = pods.filter(({ metadata }) => {
    const p90 = riseIn(answered(details?.p90OfPods.get(`${namespace}/${metadata?.name ?? ''}`)), now);
    return p90 !== undefined && p90.factor >= leastFactor;
  });
  const those = slow.length > 0 ? slow : pods;
  return [...new Set(those.flatMap(({ spec }) => spec?.nodeName ?? []))];
}

function workloadsOf(
  it: WorkloadRequests,
  of: Requests['of'],
  { workloads, routes, seen = [] }: Situation,
): Workload[] {
  const isIt = ({ namespace, name }: { namespace: string; name: string }) =>
    namespace === it.namespace && name === it.name;
  if (of === 'service') return routes.find(isIt)?.workloads ?? [];
  const all = [...workloads, ...seen.flatMap(({ from, to }) => [from, to])];
  return all.filter((workload) => isIt(workload) && workload.kind !== 'Job').slice(0, 1);
}
