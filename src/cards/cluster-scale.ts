import type { Scaling } from '../model/cluster-health.ts';
import type { Series } from '../model/finding.ts';
import { short } from './quantity.ts';
import { clockTime } from './when.ts';

/** How the numbers of nodes and pods moved: "Nodes 3 at 21:04 → 5 now". */
export function scaleLines({ nodeCount, podCount }: Scaling, now: Date): { text: string }[] {
  return [
    ['Nodes', nodeCount],
    ['Active pods', podCount],
  ].flatMap(([noun, series]) => moved(noun as string, series as Series, now));
}

function moved(noun: string, series: Series, now: Date): { text: string }[] {
  const points = series.lines[0]?.points.toSorted((a, b) => a.at.getTime() - b.at.getTime()) ?? [];
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  const values = points.map(({ value }) => value);
  const range = `${short(Math.min(...values))} to ${short(Math.max(...values))} since ${clockTime(first.at, now)} UTC`;
  return [
    {
      text:
        Math.min(...values) === Math.max(...values)
          ? `${noun}: ${short(last.value)}, unchanged since ${clockTime(first.at, now)} UTC`
          : `${noun}: ${short(last.value)} now, ${range}`,
    },
  ];
}
