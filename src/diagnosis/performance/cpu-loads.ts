import type { ContainerCpu } from '../../evidence/container-cpu.ts';
import { quantity } from '../../evidence/kubernetes/quantity.ts';
import type { Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';
import { type Change, riseIn } from './change.ts';
import { median } from './median.ts';

/** The CPU of one container of a workload's pod, judged. */
export interface CpuLoad {
  workload: Workload;
  cpu: ContainerCpu;
  /** Its limit in cores. */
  limit?: number;
  /** What it used of late, in cores. */
  now: number;
  /** Where it uses clearly more than before. */
  rise?: Change;
  /** Share of the scheduler's periods, of late, in which the limit held it up. */
  throttledShare?: number;
  /** Where it is held up clearly more than before, in seconds a second. */
  waits?: Change;
}

const lateMs = 10 * 60_000;

/** The containers of workloads, with what their CPU did. */
export function cpuLoads(
  cpus: readonly ContainerCpu[] | undefined,
  { workloads, seen = [] }: Situation,
  now: Date,
): readonly CpuLoad[] {
  const owners = new Map(
    [...seen.flatMap(({ from, to }) => [from, to]), ...workloads].flatMap((workload) =>
      workload.pods.map(({ metadata }) => [`${metadata?.namespace}/${metadata?.name}`, workload] as const),
    ),
  );
  return (cpus ?? []).flatMap((cpu): CpuLoad[] => {
    const workload = owners.get(`${cpu.namespace}/${cpu.pod}`);
    if (!workload) return [];
    const limit = limitOf(workload, cpu);
    const rise = riseIn(cpu.cores, now);
    const waits = riseIn(cpu.throttledSeconds, now);
    const share = late(cpu.throttledShare, now);
    return [
      {
        workload,
        cpu,
        now: late(cpu.cores, now) ?? 0,
        ...(limit !== undefined && { limit }),
        ...(rise && { rise }),
        ...(waits && { waits }),
        ...(share !== undefined && { throttledShare: share }),
      },
    ];
  });
}

/** The usual value of the last ten minutes. */
function late(samples: ContainerCpu['cores'] | undefined, now: Date): number | undefined {
  const values = samples?.values.filter((_, index) => now.getTime() - (samples.times[index] ?? 0) <= lateMs) ?? [];
  return values.length > 0 ? median(values) : undefined;
}

/** Of the pod itself, as it runs now; of its template only where the pod is not known. A limit of zero limits nothing. */
function limitOf({ pods, template }: Workload, { pod, container }: ContainerCpu): number | undefined {
  const spec = pods.find(({ metadata }) => metadata?.name === pod)?.spec ?? template.spec;
  // A sidecar may stand among the init containers.
  const named = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].find(({ name }) => name === container);
  return quantity(named?.resources?.limits?.cpu) || undefined;
}
