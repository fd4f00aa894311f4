import { editDistance } from '../../model/closest.ts';
import type { ServiceRoute } from '../situation/routes.ts';

/** What variables add to the name of what they address. */
const additions = new Set(
  'addr address host hostname url uri endpoint port service svc server base api http https grpc target upstream backend dns name'.split(
    ' ',
  ),
);

interface ServiceNames {
  byNamespace: Map<string, ServiceRoute[]>;
  byBareName: Map<string, ServiceRoute[]>;
  /** What was looked for before: many workloads are given one wrong address. */
  closest: Map<string, ServiceRoute | undefined>;
}

const indexed = new WeakMap<readonly ServiceRoute[], ServiceNames>();

function namesOf(routes: readonly ServiceRoute[]): ServiceNames {
  const known = indexed.get(routes) ?? {
    byNamespace: Map.groupBy(routes, ({ namespace }) => namespace),
    byBareName: Map.groupBy(routes, ({ namespace, name }) => `${namespace}/${bare(name)}`),
    closest: new Map(),
  };
  indexed.set(routes, known);
  return known;
}

/** The Service that a name with no Service was most likely to be: a slip of two letters, or the same words in part. */
export function closestService(
  host: string,
  namespace: string,
  routes: readonly ServiceRoute[],
): ServiceRoute | undefined {
  const { byNamespace, byBareName, closest } = namesOf(routes);
  const [name = ''] = host.split('.');
  const key = `${namespace}/${name}`;
  if (!closest.has(key))
    closest.set(key, search(name, byNamespace.get(namespace) ?? [], byBareName.get(`${namespace}/${bare(name)}`)));
  return closest.get(key);
}

function search(
  name: string,
  inReach: readonly ServiceRoute[],
  same: readonly ServiceRoute[] = [],
): ServiceRoute | undefined {
  const most = name.length < 6 ? 1 : 2;
  const slips = inReach
    .filter((it) => Math.abs(it.name.length - name.length) <= most)
    .map((route) => ({ route, edits: editDistance(name, route.name) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits);
  if (slips[0]) return slips[0].route;
  if (same.length === 1) return same[0];
  const wanted = bare(name);
  const prefixed =
    wanted.length < 4
      ? []
      : inReach.filter(
          (it) => isWholePart(wanted, it.name) || isWholePart(it.name, name) || isWholePart(bare(it.name), name),
        );
  return prefixed.length === 1 ? prefixed[0] : undefined;
}

/** The Service that a variable's name speaks of: CART_SERVICE_ADDR means cartservice, or cart. */
export function serviceNamedBy(
  variable: string,
  namespace: string,
  routes: readonly ServiceRoute[],
): ServiceRoute | undefined {
  const core = variable
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((it) => !additions.has(it))
    .join('');
  const found = core.length < 3 ? [] : (namesOf(routes).byBareName.get(`${namespace}/${core}`) ?? []);
  return found.length === 1 ? found[0] : undefined;
}

/** Whether two Services lead to the same workload: "db" and "db-headless" mean no two things. */
export function isSamePlace(a: ServiceRoute, b: ServiceRoute): boolean {
  return a === b || a.meantFor.some((it) => b.meantFor.includes(it));
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
