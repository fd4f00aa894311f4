import type { Utilisation } from '../model/cluster-health.ts';
import { measured } from './quantity.ts';

/** CPU and memory in use now, coloured from the point where a node or two of trouble would fill the cluster. */
export function useNumbers({ cpu, memory }: Utilisation): { title: string; value: string; color: string }[] {
  return [
    { title: 'CPU in use', value: measured(cpu.now, '%'), color: useColor(cpu.now) },
    { title: 'Memory in use', value: measured(memory.now, '%'), color: useColor(memory.now) },
  ];
}

function useColor(percent: number): string {
  if (percent >= 90) return 'Attention';
  return percent >= 75 ? 'Warning' : 'Default';
}
