import { UserError } from '../../../src/errors.ts';
import { groupOf } from '../../../src/incidents/group.ts';
import { incidentsConfig } from '../../../src/incidents/incidents-config.ts';
import { inhibitor } from '../../../src/incidents/inhibit.ts';
import { type Labels, matchesAll } from '../../../src/incidents/matcher.ts';
import { parseMatchers } from '../../../src/incidents/parse-matchers.ts';
import { routesFor } from '../../../src/incidents/route.ts';
import { silencedBy, silenceFault } from '../../../src/incidents/silence.ts';
import { type Draw, randomLabels, randomMatcher, randomReceivers, randomSettings, written } from './random-settings.ts';
import { type RunningAlertmanager, startAlertmanager } from './start-alertmanager.ts';

/** What was compared, and each answer that was another. */
export interface Compared {
  compared: number;
  different: string[];
}

interface GivenAlert {
  labels: Labels;
  receivers: { name: string }[];
  status: { silencedBy: string[]; inhibitedBy: string[] };
}

const hourMs = 3_600_000;
/** Filters as people write them, and as they should not. */
const oddFilters = [
  'a="b',
  'pod',
  'pod=~"("',
  'pod=~"a{2000}"',
  'pod=db',
  'pod =~ "d.*"',
  'pod!=""',
  'x=""',
  'pod=~"d\\\\w"',
];

/** One random world: matchers, silences, inhibitions, routes and groups by Alertmanager's API and by our decisions. */
export async function compareStatic(draw: Draw, filters = 60): Promise<Compared> {
  const settings = randomSettings(draw, { group_wait: '1h' });
  const config = incidentsConfig.parse({
    ...settings,
    receivers: randomReceivers.map(({ name }) => ({ name, channel: `19:${name}` })),
  });
  const theirs = await startAlertmanager({ ...settings, receivers: randomReceivers });
  const found: Compared = { compared: 0, different: [] };
  const compare = (what: string, our: unknown, their: unknown) => {
    found.compared++;
    const [a, b] = [our, their].map((it) => JSON.stringify(it));
    if (a !== b) found.different.push(`${what}: ours ${a}, theirs ${b}`);
  };
  try {
    const all = distinct(Array.from({ length: 40 }, () => ({ alertname: 'Down', ...randomLabels(draw) })));
    const now = Date.now();
    const endsAt = new Date(now + hourMs).toISOString();
    await theirs.call(
      'POST',
      '/alerts',
      all.map((labels) => ({ labels, endsAt })),
    );
    const given = async (query = '') => {
      const { status, body } = await theirs.call('GET', `/alerts${query}`);
      return status === 200 ? (body as GivenAlert[]) : undefined;
    };
    const keys = (alerts: readonly { labels: Labels }[]) => alerts.map(({ labels }) => keyOf(labels)).sort();

    const texts = Array.from({ length: filters }, () => written(randomMatcher(draw)));
    for (const text of [...texts, ...oddFilters]) {
      const answer = await given(`?filter=${encodeURIComponent(text)}`);
      compare(`filter ${text}`, ourMatches(text, all), answer && keys(answer));
    }

    const silences = await silenceAll(draw, theirs, compare);
    const inhibits = inhibitor(
      config.inhibitRules,
      all.map((labels) => ({ id: keyOf(labels), labels })),
    );
    for (const it of (await given()) ?? []) {
      const key = keyOf(it.labels);
      const at = new Date(Date.now() + 1_000);
      compare(
        `silences of ${key}`,
        silencedBy(it.labels, silences, at)
          .map(({ id }) => id)
          .sort(),
        it.status.silencedBy.sort(),
      );
      compare(`inhibition of ${key}`, inhibits(it.labels) !== undefined, it.status.inhibitedBy.length > 0);
      const ours = routesFor(config.route, it.labels).map(({ route }) => route.receiver);
      compare(`receivers of ${key}`, ours.sort(), it.receivers.map(({ name }) => name).sort());
    }
    compare('groups', ourGroups(all, config.route), await theirGroups(theirs, all.length));
    return found;
  } finally {
    await theirs.stop();
  }
}

function ourMatches(text: string, all: readonly Labels[]): string[] | undefined {
  try {
    const matchers = parseMatchers(text);
    return all
      .filter((labels) => matchesAll(matchers, labels))
      .map(keyOf)
      .sort();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Makes silences, and compares which may not be made. */
async function silenceAll(
  draw: Draw,
  theirs: RunningAlertmanager,
  compare: (what: string, our: unknown, their: unknown) => void,
) {
  const made: Parameters<typeof silencedBy>[1][number][] = [];
  for (let n = 0; n < 20; n++) {
    const matchers = Array.from({ length: 1 + draw.upTo(1) }, () => randomMatcher(draw));
    const startsAt = new Date();
    const endsAt = new Date(startsAt.getTime() + hourMs);
    const { status, body } = await theirs.call('POST', '/silences', {
      matchers: matchers.map(({ name, operator, value }) => ({
        ...{ name, value, isRegex: operator.endsWith('~'), isEqual: !operator.startsWith('!') },
      })),
      ...{ startsAt, endsAt, createdBy: 'soak', comment: 'soak' },
    });
    const fault = silenceFault({ matchers, startsAt, endsAt }, startsAt);
    compare(`silence ${matchers.map(written)}`, fault === undefined, status === 200);
    const id = (body as { silenceID?: string }).silenceID;
    if (status === 200 && id) made.push({ id, matchers, startsAt, endsAt, by: '', comment: '' });
  }
  return made;
}

function ourGroups(all: readonly Labels[], root: Parameters<typeof routesFor>[0]): string[] {
  const groups = new Map<string, { receiver: string; labels: Labels; alerts: string[] }>();
  for (const labels of all) {
    for (const { route } of routesFor(root, labels)) {
      const group = groupOf({ labels }, route);
      const known = groups.get(group.key) ?? { receiver: route.receiver, labels: group.labels, alerts: [] };
      known.alerts.push(keyOf(labels));
      groups.set(group.key, known);
    }
  }
  return [...groups.values()].map(groupText).sort();
}

/** Its dispatcher takes alerts a moment after its API. */
async function theirGroups(theirs: RunningAlertmanager, alerts: number): Promise<string[]> {
  for (let tries = 0; ; tries++) {
    const { body } = await theirs.call('GET', '/alerts/groups');
    const groups = body as { labels: Labels; receiver: { name: string }; alerts: { labels: Labels }[] }[];
    const seen = new Set(groups.flatMap((it) => it.alerts.map(({ labels }) => keyOf(labels))));
    if (seen.size < alerts && tries < 100) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    return groups
      .map(({ labels, receiver, alerts: its }) =>
        groupText({ receiver: receiver.name, labels, alerts: its.map((it) => keyOf(it.labels)) }),
      )
      .sort();
  }
}

function groupText(it: { receiver: string; labels: Labels; alerts: string[] }): string {
  return `${it.receiver} ${keyOf(it.labels)} ${it.alerts.sort().join(' ')}`;
}

/** A label set as one text, whatever its order. */
export function keyOf(labels: Labels): string {
  return JSON.stringify(Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Each label set once. */
export function distinct(all: readonly Labels[]): Labels[] {
  return [...new Map(all.map((it) => [keyOf(it), it])).values()];
}
