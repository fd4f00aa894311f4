import type { Utilisation } from '../model/cluster-health.ts';
import { measured } from './quantity.ts';

/** CPU and memory in use now; said to be high from the point where losing a node or two would fill the cluster. */
export function useNumbers({ cpu, memory }: Utilisation): { title: string; value: string; color: string }[] {
  return [useNumber('CPU in use', cpu.now), useNumber('Memory in use', memory.now)].flat();
}

/** Nothing for what has no sample: its gap says so. */
function useNumber(title: string, percent: number | undefined) {
  if (percent === undefined) return [];
  const color = percent >= 90 ? 'Attention' : 'Default';
  return [{ title: percent >= 75 ? `${title}: high` : title, value: measured(percent, '%'), color }];
}
