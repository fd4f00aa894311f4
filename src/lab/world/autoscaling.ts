import { podReady } from './container-run.ts';
import type { Pod } from './estate.ts';
import { holds } from './kubernetes/node-object.ts';
import type { Autoscaler } from './namespaced.ts';
import { cpuNanoCores } from './usage.ts';

/** What an autoscaler sees and wants at a moment. */
export interface Autoscaling {
  current: number;
  desired: number;
  /** What it would want without its bounds. */
  unbounded: number;
  /** Percent of the request on average; undefined when it cannot see. */
  utilization: number | undefined;
}

/** What a HorizontalPodAutoscaler computes from its Deployment's pods: within a tenth of the target it changes nothing. */
export function autoscaling(autoscaler: Autoscaler, pods: Pod[], at: Date): Autoscaling {
  const own = pods.filter(
    (it) => it.workload.namespace === autoscaler.namespace && it.workload.name === autoscaler.name && !it.evicted,
  );
  const current = own.length;
  const ready = own.filter((it) => podReady(it, at));
  const main = ready.flatMap((pod) => pod.containers.filter((it) => !it.init).map((container) => ({ pod, container })));
  const requested = main.reduce((sum, it) => sum + it.container.cpuRequest * 1e6, 0);
  if (holds(autoscaler.blind, at) || requested === 0)
    return { current, desired: current, unbounded: current, utilization: undefined };
  const used = main.reduce((sum, it) => sum + (cpuNanoCores(it.pod, it.container, at) ?? 0), 0);
  const utilization = Math.round((100 * used) / requested);
  const ratio = utilization / autoscaler.target;
  const unbounded = Math.abs(ratio - 1) <= 0.1 ? current : Math.ceil(current * ratio);
  const desired = Math.min(autoscaler.max, Math.max(autoscaler.min, unbounded));
  return { current, desired, unbounded, utilization };
}
