import { incidentsConfig } from '../../../src/incidents/incidents-config.ts';
import type { Labels } from '../../../src/incidents/matcher.ts';
import { type Compared, distinct, keyOf } from './compare-static.ts';
import { type Draw, randomLabels, randomMatcher, randomReceivers, randomSettings } from './random-settings.ts';
import { type RunningAlertmanager, startAlertmanager, type Told } from './start-alertmanager.ts';
import { type OurTelling, toldByUs, toldText } from './told-by-us.ts';

const timing = { group_wait: '1s', group_interval: '2s', repeat_interval: '5s' };
const roundMs = 2_000;
const flushMs = 1_000;
const longMs = 3_600_000;
/** Later than this after its time a step says nothing: the other side may have looked already. */
const latestMs = 600;

/**
 * Random alerts, ends and silences at the same times for both: every group is looked at a second after each step, for
 * they all begin with one. Compares which groups were told with which firing and resolved alerts, round by round.
 */
export async function compareTold(draw: Draw, rounds = 14): Promise<Compared> {
  const settings = randomSettings(draw, timing);
  const config = incidentsConfig.parse({
    ...settings,
    receivers: randomReceivers.map(({ name }) => ({ name, channel: `19:${name}` })),
  });
  const tellsEnds = (name: string) => randomReceivers.find((it) => it.name === name)?.sendResolved ?? true;
  const ours = toldByUs(config, tellsEnds);
  const theirs = await startAlertmanager({ ...settings, receivers: randomReceivers });
  const pool = distinct(Array.from({ length: 24 }, () => ({ alertname: 'Down', ...randomLabels(draw) })));
  const ends = new Map<string, number>();
  const told: string[][] = [];
  const base = Date.now() + 200;
  try {
    for (let round = 0; round < rounds; round++) {
      const at = base + round * roundMs;
      await until(at);
      await step(draw, { pool, ends, ours, theirs, at });
      if (Date.now() - at > latestMs) throw new Error('this machine is too busy to keep the times of both');
      told.push(ours.flush(at + flushMs).sort());
    }
    await until(base + rounds * roundMs);
  } finally {
    await theirs.stop();
  }
  const found: Compared = { compared: 0, different: [] };
  for (const [round, our] of told.entries()) {
    const from = base + round * roundMs + flushMs / 2;
    const their = theirs.told
      .filter((it) => it.at >= from && it.at < from + roundMs)
      .map(textOf)
      .sort();
    found.compared += Math.max(our.length, their.length);
    for (const it of without(our, their)) found.different.push(`round ${round}, only we told: ${it}`);
    for (const it of without(their, our)) found.different.push(`round ${round}, only they told: ${it}`);
  }
  return found;
}

interface Stepping {
  pool: readonly Labels[];
  /** When each alert that was fired is over. */
  ends: Map<string, number>;
  ours: OurTelling;
  theirs: RunningAlertmanager;
  at: number;
}

async function step(draw: Draw, { pool, ends, ours, theirs, at }: Stepping): Promise<void> {
  const posted = new Map<string, { labels: Labels; endsAt: number }>();
  for (let n = draw.upTo(10); n > 0; n--) {
    const labels = draw.one(pool);
    const key = keyOf(labels);
    const fires = (ends.get(key) ?? 0) > at;
    // One that ends by itself soon is left alone: what is said of it meanwhile would move its end.
    if (posted.has(key) || (fires && (ends.get(key) ?? 0) < at + longMs / 2)) continue;
    const endsAt = fires && draw.chance(0.6) ? at : draw.chance(0.25) && !fires ? at + roundMs : at + longMs;
    posted.set(key, { labels, endsAt });
    ends.set(key, endsAt);
    ours.take(labels, endsAt);
  }
  const body = [...posted.values()].map(({ labels, endsAt }) => ({ labels, endsAt: new Date(endsAt).toISOString() }));
  if (body.length > 0) await theirs.call('POST', '/alerts', body);
  if (draw.chance(0.4)) await silence(draw, ours, theirs, at);
  const [oldest] = ours.silences;
  if (oldest && draw.chance(0.3)) {
    await theirs.call('DELETE', `/silence/${oldest.id}`);
    ours.silences.shift();
  }
}

async function silence(draw: Draw, ours: OurTelling, theirs: RunningAlertmanager, at: number): Promise<void> {
  const matcher = { ...randomMatcher(draw), operator: draw.one(['=', '=~'] as const) };
  const startsAt = new Date(at);
  const endsAt = new Date(at + (draw.chance(0.5) ? 2 * roundMs : longMs));
  const { status, body } = await theirs.call('POST', '/silences', {
    matchers: [{ name: matcher.name, value: matcher.value, isRegex: matcher.operator === '=~', isEqual: true }],
    ...{ startsAt, endsAt, createdBy: 'soak', comment: 'soak' },
  });
  const id = (body as { silenceID?: string }).silenceID;
  if (status === 200 && id) ours.silences.push({ id, matchers: [matcher], startsAt, endsAt, by: '', comment: '' });
}

function textOf({ receiver, groupLabels, alerts }: Told): string {
  const keys = (status: string) => alerts.filter((it) => it.status === status).map(({ labels }) => keyOf(labels));
  return toldText(receiver, groupLabels, keys('firing'), keys('resolved'));
}

function without(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((it) => {
    const at = left.indexOf(it);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function until(at: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
}
