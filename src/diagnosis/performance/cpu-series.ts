import type { Series } from '../../model/finding.ts';
import type { CpuLoad } from './cpu-loads.ts';
import { pointsOf } from './words.ts';

/** The chart of a container's CPU in some pods, against its limit. */
export function cpuSeries(loads: readonly CpuLoad[]): Series {
  const [first] = loads;
  const limit = first?.limit;
  return {
    title: `CPU of container ${first?.cpu.container}`,
    unit: 'millicores',
    lines: loads
      .slice(0, 3)
      .map(({ cpu }) => ({ legend: cpu.pod, points: pointsOf(cpu.cores, (cores) => Math.round(1_000 * cores)) })),
    ...(limit && { threshold: { legend: 'limit', value: Math.round(1_000 * limit) } }),
  };
}
