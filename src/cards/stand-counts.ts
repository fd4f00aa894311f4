import type { Stand, Use } from '../model/standing.ts';
import { plain } from './plain.ts';
import { counted, measured } from './quantity.ts';
import { names } from './some.ts';
import type { StandingCounts } from './standing-list.ts';
import type { Level } from './verdict-style.ts';

/** How many stand how. */
export function standCounts(all: readonly Pick<Stand, 'level'>[]): StandingCounts {
  const at = (level: Stand['level']) => all.filter((it) => it.level === level).length;
  return { critical: at('attention'), warning: at('warning'), healthy: at('good'), unknown: at('unknown') };
}

/** The level of a list: that of the worst in it; unknown where most of it is, and where it is empty since nothing was read. */
export function listLevel({ critical, warning, healthy, unknown }: StandingCounts): Level {
  if (critical > 0) return 'attention';
  if (warning > 0) return 'warning';
  return unknown > healthy || healthy === 0 ? 'unknown' : 'good';
}

/** The first line of a list: how many are in trouble, and which; the texts that it is made of are still those from outside. */
export function listVerdict<Row extends Stand>(
  all: readonly Row[],
  o: { noun: string; place: string; isRead: boolean; name(row: Row): string },
): string {
  const { critical, warning, unknown } = standCounts(all);
  if (all.length === 0) return o.isRead ? `No ${o.noun}s ${o.place}` : `The ${o.noun}s ${o.place} could not be read`;
  const worst = all.filter(({ level }) => level === (critical > 0 ? 'attention' : 'warning'));
  const which = names(
    [...new Set(worst.map(o.name))].map((it) => plain(it, 70)),
    2,
  );
  if (all.length === 1 && critical + warning > 0) {
    return `The ${o.noun} ${o.place} ${critical > 0 ? 'is critical' : 'needs a look'}: ${which}`;
  }
  const total = `of ${counted(all.length, o.noun)} ${o.place}`;
  if (critical > 0) return `${critical} ${total} ${critical === 1 ? 'is' : 'are'} critical: ${which}`;
  if (warning > 0) return `${warning} ${total} ${warning === 1 ? 'needs' : 'need'} a look: ${which}`;
  if (unknown === all.length) return `${counted(all.length, o.noun)} ${o.place}, of unknown state`;
  if (all.length === 1) return `The ${o.noun} ${o.place} is healthy`;
  return `${all.length === 2 ? `Both ${o.noun}s` : `All ${counted(all.length, o.noun)}`} ${o.place} are healthy`;
}

/** "CPU 0.08 of 0.5 cores (16 %)". */
export function cpuText(cpu: number | undefined, limit: number | undefined): string[] {
  if (cpu === undefined) return limit === undefined ? [] : [`CPU limit ${inCores(limit)}`];
  return [limit === undefined ? `CPU ${inCores(cpu)}` : `CPU ${cores(cpu)} of ${inCores(limit)}${share(cpu, limit)}`];
}

/** What of a node pods may use, where nobody measured what they do: "3.86 cores and 13 GiB for pods". */
export function roomText({ cpu, cpuLimit, memoryMiB, memoryLimitMiB }: Use): string[] {
  if (cpu !== undefined || memoryMiB !== undefined)
    return [...cpuText(cpu, cpuLimit), ...memoryText(memoryMiB, memoryLimitMiB)];
  const parts = [
    ...(cpuLimit === undefined ? [] : [inCores(cpuLimit)]),
    ...(memoryLimitMiB === undefined ? [] : [measured(memoryLimitMiB, 'MiB')]),
  ];
  return parts.length === 0 ? [] : [`${parts.join(' and ')} for pods`];
}

/** "memory 240 MiB of 256 MiB (94 %)". */
export function memoryText(mebibytes: number | undefined, limit: number | undefined): string[] {
  if (mebibytes === undefined) return limit === undefined ? [] : [`memory limit ${measured(limit, 'MiB')}`];
  const used = `memory ${measured(mebibytes, 'MiB')}`;
  return [limit === undefined ? used : `${used} of ${measured(limit, 'MiB')}${share(mebibytes, limit)}`];
}

function share(used: number, of: number): string {
  return of > 0 ? ` (${Math.round((100 * used) / of)} %)` : '';
}

function inCores(value: number): string {
  return `${cores(value)} ${value === 1 ? 'core' : 'cores'}`;
}

/** Two digits after the point, three for what is next to nothing. */
function cores(value: number): string {
  return value >= 10 ? `${Math.round(value)}` : `${Number(value.toFixed(value < 0.01 ? 3 : 2))}`;
}
