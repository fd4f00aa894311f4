import { editDistance } from '../../model/closest.ts';
import type { Call } from '../situation/calls.ts';
import type { ServiceRoute } from '../situation/routes.ts';

/** What variables add to the name of what they address. */
const additions = new Set(
  'addr address host hostname url uri endpoint port service svc server base api http https grpc target upstream backend dns name'.split(
    ' ',
  ),
);

/** The Service that a name with no Service was most likely to be: a slip of two letters, or the same words in part. */
export function closestService(
  host: string,
  namespace: string,
  routes: readonly ServiceRoute[],
): ServiceRoute | undefined {
  const [name = ''] = host.split('.');
  const inReach = routes.filter((it) => it.namespace === namespace);
  const slips = inReach
    .map((route) => ({
      route,
      edits: Math.abs(route.name.length - name.length) > 2 ? 9 : editDistance(name, route.name),
    }))
    .filter(({ edits }) => edits <= (name.length < 6 ? 1 : 2))
    .sort((a, b) => a.edits - b.edits);
  if (slips[0]) return slips[0].route;
  const wanted = bare(name);
  const same = inReach.filter((it) => bare(it.name) === wanted);
  if (same.length === 1) return same[0];
  const prefixed =
    wanted.length < 4
      ? []
      : inReach.filter(
          (it) => isWholePart(wanted, it.name) || isWholePart(bare(it.name), name) || isWholePart(it.name, name),
        );
  return prefixed.length === 1 ? prefixed[0] : undefined;
}

/** The Service that a variable's name speaks of: CART_SERVICE_ADDR means cartservice, or cart. */
export function serviceNamedBy(
  variable: string,
  namespace: string,
  routes: readonly ServiceRoute[],
): ServiceRoute | undefined {
  const words = variable
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const core = words.filter((it) => !additions.has(it)).join('');
  if (core.length < 3) return undefined;
  const found = routes.filter((it) => it.namespace === namespace && bare(it.name) === core);
  return found.length === 1 ? found[0] : undefined;
}

/** Whether two Services lead to the same workload: "db" and "db-headless" mean no two things. */
export function isSamePlace(a: ServiceRoute, b: ServiceRoute): boolean {
  return a === b || a.meantFor.some((it) => b.meantFor.includes(it));
}

/** How often others address a Service by this port. */
export function othersAt(call: Call, calls: readonly Call[], port: number | undefined): number {
  return new Set(
    calls.flatMap(({ from, to, port: used }) =>
      from !== call.from && to && to === call.to && used === port ? from.name : [],
    ),
  ).size;
}

/** A name without hyphens and without the word service. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((it) => !additions.has(it))
    .join('')
    .replace(/(?:service|svc|server)$/, '');
}

/** Whether a word is one or more whole parts of a hyphenated name. */
function isWholePart(word: string, name: string): boolean {
  return name !== word && (name.startsWith(`${word}-`) || name.endsWith(`-${word}`) || name.includes(`-${word}-`));
}
