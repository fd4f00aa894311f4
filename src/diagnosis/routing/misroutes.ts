import type { ServiceRoute } from '../situation/routes.ts';
import type { RouteEntry } from './route-entries.ts';

/** A route that leads where its path does not belong. */
export interface Misroute {
  entry: RouteEntry;
  why: 'no-such-service' | 'another-service' | 'no-such-port';
  /** The Service that the path or the entry's name speaks of. */
  meant?: ServiceRoute;
  /** Whether the Service that was meant has no other route of this table. */
  isLeftOut: boolean;
}

/** Fewer entries that follow the pattern show none. */
const patternFrom = 0.5;

/**
 * Compares the routes of a table with each other and with the Services: where most paths carry the name of their
 * Service, one that carries another's is wrong; so is a host that no Service has.
 */
export function misroutesIn(entries: readonly RouteEntry[], services: ReadonlyMap<string, ServiceRoute>): Misroute[] {
  const toOf = (entry: RouteEntry) => services.get(entry.host.split('.')[0] ?? '');
  const words = new Map([...services.values()].map((it) => [it, wordsOf(it.name)] as const));
  const speaking = entries.map((entry) => ({ entry, to: toOf(entry), meant: meantBy(entry, words) }));
  const telling = speaking.filter(({ meant }) => meant.length > 0);
  const follow = telling.filter(({ to, meant }) => to && meant.includes(to)).length;
  const hasPattern = telling.length > 0 && follow / telling.length >= patternFrom;
  const served = new Set(speaking.flatMap(({ to }) => to ?? []));
  // A host with dots may lie outside; of a table that leads to Services otherwise, a bare name should be one.
  const leadsInside = served.size > 0;
  return speaking.flatMap(({ entry, to, meant }): Misroute[] => {
    const best = meant.find((it) => !served.has(it)) ?? meant[0];
    const about = { entry, isLeftOut: best !== undefined && !served.has(best), ...(best && { meant: best }) };
    if (!to) return leadsInside && isInside(entry.host) ? [{ ...about, why: 'no-such-service' }] : [];
    if (best && !meant.includes(to) && hasPattern) return [{ ...about, why: 'another-service' }];
    const ports = (to.service.spec?.ports ?? []).map(({ port }) => port);
    if (
      entry.port !== undefined &&
      ports.length > 0 &&
      !ports.includes(entry.port) &&
      to.service.spec?.clusterIP !== 'None'
    )
      return [{ entry, why: 'no-such-port', meant: to, isLeftOut: false }];
    return [];
  });
}

/** Services whose name, in whole words, is a segment of the path or the entry's name; the longest match alone. */
function meantBy({ path, id }: RouteEntry, words: ReadonlyMap<ServiceRoute, string[]>): ServiceRoute[] {
  const segments = path
    .split('/')
    .map(joined)
    .filter((it) => it.length >= 4);
  const scored = [...words].flatMap(([route, parts]) => {
    const length = Math.max(0, ...segments.map((it) => (isRunOf(it, parts) ? it.length : 0)));
    const byName = id !== undefined && parts.length > 1 && isRunOf(joined(id), parts) && joined(id).length >= 4;
    return length > 0 ? [{ route, score: length * 10 + (byName ? 5 : 0) - parts.length }] : [];
  });
  const most = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === most).map(({ route }) => route);
}

/** "ts-order-other-service": whether "orderother" is some of its words in a row; the word service may be missing. */
function isRunOf(word: string, parts: readonly string[]): boolean {
  const bare = word.replace(/(?:service|svc)$/, '');
  return parts.some((_, from) =>
    parts.slice(from).some((_, length) => {
      const run = parts.slice(from, from + length + 1).join('');
      return run === word || (bare.length >= 4 && run === bare && isRest(parts.slice(from + length + 1)));
    }),
  );
}

/** "order" is not what "order-other" means. */
function isRest(parts: readonly string[]): boolean {
  return parts.every((it) => /^(?:service|svc|server|api|app|web|http)$/.test(it));
}

function isInside(host: string): boolean {
  return !host.includes('.') ? host !== 'localhost' : /\.svc(?:\.|$)/.test(host);
}

function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

function joined(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
