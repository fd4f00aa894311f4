import type { StormResult } from './storm.ts';

const mostMs = 60_000;
const mostMb = 1_024;

/** What a storm did that it must not, as sentences. */
export function stormHolds(it: StormResult): string[] {
  const shown = [...it.digestShows.matchAll(/Storm[^:]*: ([\d,]+) incident/g)].map(([, n = '']) =>
    Number(n.replaceAll(/\D/g, '')),
  );
  const counted = shown.reduce((sum, n) => sum + n, 0);
  return [
    ...(it.refused > 0 ? [`${it.refused} requests were refused`] : []),
    ...(it.criticalCards < it.criticals ? [`${it.criticals - it.criticalCards} critical incidents have no card`] : []),
    ...(it.slowestCriticalMs > mostMs ? [`a critical card took ${it.slowestCriticalMs} ms`] : []),
    ...(counted !== it.inDigest ? [`the digest counts ${counted} incidents of ${it.inDigest}`] : []),
    ...it.overBudget,
    ...(it.rssMb > mostMb ? [`${it.rssMb} MB were in use`] : []),
  ];
}
