import type { Measured } from '../../evidence/estate/use-now.ts';
import type { Use } from '../../model/standing.ts';

/** The use of several together; a bound only where each of them has one. */
export function addUse(all: readonly Use[]): Use {
  const sum = (key: keyof Use): number | undefined =>
    all.some((it) => it[key] !== undefined) ? all.reduce((total, it) => total + (it[key] ?? 0), 0) : undefined;
  const bound = (key: keyof Use) => (all.every((it) => it[key] !== undefined) ? sum(key) : undefined);
  const whole = {
    cpu: sum('cpu'),
    memoryMiB: sum('memoryMiB'),
    cpuLimit: bound('cpuLimit'),
    memoryLimitMiB: bound('memoryLimitMiB'),
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

/** What was measured of containers, by their pod (uid, or "namespace/name") and name. */
export function byContainer(all: readonly Measured[]): ReadonlyMap<string, Measured> {
  return new Map(all.filter(({ pod }) => pod !== '').map((it) => [`${it.pod}/${it.container}`, it]));
}
