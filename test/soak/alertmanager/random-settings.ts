import { type Labels, type Matcher, matcherOperators } from '../../../src/incidents/matcher.ts';

/** Draws from a seed. */
export interface Draw {
  one<T>(from: readonly T[]): T;
  upTo(most: number): number;
  chance(share: number): boolean;
}

/** The same draws for the same numbers. */
export function drawing(random: () => number): Draw {
  return {
    one: <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T,
    upTo: (most) => Math.floor(random() * (most + 1)),
    chance: (share) => random() < share,
  };
}

const values: Readonly<Record<string, readonly string[]>> = {
  alertname: ['Down', 'Slow', 'Full'],
  severity: ['critical', 'warning', 'info'],
  cluster: ['c1', 'c2', ''],
  namespace: ['shop', 'pay', 'pay\nments', 'a"b\\c', 'ünï', ''],
  pod: ['api-1', 'api-2', 'db', ''],
};
const names = Object.keys(values);
const patterns = [
  'shop|pay',
  'pay',
  'pay.*',
  '.+',
  '.*',
  '',
  'api-[0-9]',
  '(?i)SHOP',
  'c',
  '^c1$',
  'a"b.c',
  '[^c].*',
  'ü.*',
  'x?',
  'pay$|shop',
];

/** Labels of an alert; an empty value stands for none. */
export function randomLabels(draw: Draw): Labels {
  const all = names.map((name) => [name, draw.one(values[name] ?? [])] as const);
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

/** One condition, on labels that alerts have or have not. */
export function randomMatcher(draw: Draw): Matcher {
  const name = draw.one([...names, 'missing']);
  const operator = draw.one(matcherOperators);
  const value = operator.endsWith('~') ? draw.one(patterns) : draw.one([...(values[name] ?? ['']), 'other']);
  return { name, operator, value };
}

/** Some conditions, as Alertmanager writes them in its configuration. */
export function written({ name, operator, value }: Matcher): string {
  return `${name}${operator}"${value.replace(/[\\"\n]/g, (it) => (it === '\n' ? '\\n' : `\\${it}`))}"`;
}

const receivers = ['first', 'second', 'third'] as const;

/** A tree of routes and rules of inhibition, in the words of both configurations. */
export function randomSettings(draw: Draw, timing: object) {
  const matchers = () => Array.from({ length: 1 + draw.upTo(1) }, () => written(randomMatcher(draw)));
  const groupBy = () => draw.one([['...'], ['alertname'], ['cluster', 'namespace'], ['pod', 'missing'], []]);
  const node = (depth: number): object => ({
    matchers: matchers(),
    ...(draw.chance(0.7) && { receiver: draw.one(receivers) }),
    ...(draw.chance(0.4) && { continue: true }),
    ...(draw.chance(0.6) && { group_by: groupBy() }),
    ...(depth > 0 && { routes: Array.from({ length: draw.upTo(2) }, () => node(depth - 1)) }),
  });
  return {
    route: {
      ...{ receiver: 'first', group_by: ['alertname'], ...timing },
      routes: Array.from({ length: 1 + draw.upTo(2) }, () => node(1)),
    },
    inhibit_rules: Array.from({ length: 3 }, () => ({
      ...{ source_matchers: matchers(), target_matchers: matchers() },
      equal: draw.one([['cluster'], ['alertname', 'namespace'], ['missing'], []]),
    })),
  };
}

/** The receivers of such a tree; the third wants no news of ends. */
export const randomReceivers = receivers.map((name) => ({ name, sendResolved: name !== 'third' }));
