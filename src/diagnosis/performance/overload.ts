import type { CpuLoad } from './cpu-loads.ts';

const leastFactor = 2;
/** From half of its limit on a container is held up now and then; without a limit, half a core is much to come from nowhere. */
const leastOfLimit = 0.5;
const leastCores = 0.5;

/** Whether a container burns far more CPU than before, up to what holds it up or what others notice. */
export function overloadIn(load: CpuLoad): boolean {
  const { rise, limit } = load;
  if (!rise || rise.factor < leastFactor) return false;
  if (limit === undefined) return rise.now - rise.before >= leastCores;
  return rise.now >= leastOfLimit * limit || (isHeldUp(load) && rise.now >= 0.3 * limit);
}

/** Whether its limit holds a container up for a good part of the time. */
export function isHeldUp({ throttledShare, waits }: Pick<CpuLoad, 'throttledShare' | 'waits'>): boolean {
  return (throttledShare ?? 0) >= 0.25 || (waits?.now ?? 0) >= 0.1;
}
