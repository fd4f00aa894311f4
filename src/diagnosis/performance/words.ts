import type { ObjectRef, Series } from '../../model/finding.ts';
import type { Samples } from '../../model/samples.ts';
import type { Workload } from '../situation/workload.ts';
import type { SlowWorkload } from './slow-workloads.ts';

/** A duration for a person, given in milliseconds: "0.3 ms", "240 ms", "9.5 s". */
export function took(ms: number): string {
  // What rounds to a thousand is a second.
  if (ms >= 999.5) return `${short(ms / 1_000)} s`;
  return `${short(ms)} ms`;
}

/** Cores for a person: "0.19 cores", "1.5 cores", "1 core". */
export function inCores(cores: number): string {
  const text = cores < 0.095 ? cores.toFixed(3) : String(Math.round(cores * 100) / 100);
  return `${text} ${text === '1' ? 'core' : 'cores'}`;
}

/** A moment for a person, as a clock in UTC shows it: "14:05 UTC". */
export function clockOf(at: Date): string {
  return `${at.toISOString().slice(11, 16)} UTC`;
}

/** What nine in ten requests took at most, before and now: "3.8 ms -> 943 ms". */
export function slowness({ p90 }: Pick<SlowWorkload, 'p90'>): string {
  return `${took(p90.before)} -> ${took(p90.now)}`;
}

/** "a, b and c", "a, b, c and 2 more". */
export function namesOf(those: readonly { workload: Workload }[]): string {
  const names = those.map(({ workload }) => workload.name);
  const shown = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}

/** Lines for the derivation: each slow workload with its numbers. */
export function slowLines(slow: readonly SlowWorkload[]): string[] {
  return slow.map(({ workload, p90, p50, rate }) =>
    [
      `${workload.name}: p90 ${took(p90.before)} -> ${took(p90.now)}`,
      ...(p50 ? [`p50 ${took(p50.before)} -> ${took(p50.now)}`] : []),
      ...(rate ? [`${short(rate.before)} -> ${short(rate.now)} requests/s`] : []),
    ].join(', '),
  );
}

/** What a finding calls a workload. */
export function refTo({ kind, namespace, name }: Workload): ObjectRef {
  return { kind, namespace, name };
}

/** The chart of how long requests took: nine in ten were faster. */
export function latencySeries(slow: readonly SlowWorkload[]): Series {
  const [first] = slow;
  return {
    title: slow.length === 1 ? `Requests to ${first?.workload.name}, 90th percentile` : 'Requests, 90th percentile',
    unit: 'ms',
    lines: slow.slice(0, 3).map(({ workload, requests }) => ({
      legend: workload.name,
      points: pointsOf(requests.p90, (value) => Math.round(value * 10) / 10),
    })),
  };
}

/** Samples as points of a chart. */
export function pointsOf({ times, values }: Samples, rounded: (value: number) => number) {
  return times.map((at, index) => ({ at: new Date(at), value: rounded(values[index] ?? 0) }));
}

/** One decimal below ten, none from there on. */
function short(value: number): string {
  return String(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
}
