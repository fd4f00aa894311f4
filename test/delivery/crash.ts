import { systemClock } from '../../src/model/clock.ts';
import { startTeamsChannels, type TeamsChannels } from '../incidents/pipeline/channel.ts';
import { alertSender } from './alert-sender.ts';
import { crashFaults } from './crash-faults.ts';
import { fastClock } from './fast-clock.ts';
import { killable } from './killable.ts';
import { seeded } from './seeded.ts';
import { selectRows } from './select-rows.ts';

/** How the app is killed. */
export interface Crashes {
  kills: number;
  seed: number;
  /** The embedded database, or a PostgreSQL that two replicas share. */
  store: { path: string; url?: string };
  /** How many times as fast as the wall's the clock of all is. */
  speed: number;
  /** The longest life of a process, in milliseconds of the wall. */
  longestLifeMs: number;
}

/** What came of it. */
export interface CrashResult {
  kills: number;
  alerts: number;
  groups: number;
  incidents: number;
  cards: number;
  /** Cards and replies that stand there a second time, marked so. */
  secondCopies: number;
  wallSeconds: number;
  faults: string[];
}

const leftOpen = 3;
const figures = ['watchkeeper_outbox_waiting', 'watchkeeper_alert_deliveries_waiting', 'watchkeeper_incidents_untold'];

/** Kills the app over and over while alerts come in and cards go out; looks at what Teams and the store have in the end. */
export async function runCrashes({ kills, seed, store, speed, longestLifeMs }: Crashes): Promise<CrashResult> {
  const begun = Date.now();
  const random = seeded(seed);
  const clock = fastClock({ speed, since: begun });
  const teams = await startTeamsChannels(clock, { answersAfterMs: () => Math.floor(random() * 25) });
  const env = { TEAMS_URL: teams.url, CLOCK_SPEED: String(speed), CLOCK_SINCE: String(begun) };
  const at = { STORE_PATH: store.path, ...(store.url !== undefined && { STORE_URL: store.url }) };
  const replicas = Array.from({ length: store.url === undefined ? 1 : 2 }, () => killable({ ...env, ...at }));
  const pick = () => replicas[Math.floor(random() * replicas.length)];
  const now = () => clock.now();
  const senders = ['a', 'b'].map((name) => alertSender({ name, random, now, origin: () => pick()?.origin() }));
  // A channel that was told 1,800 times within an hour of the clock waits for the rest of it.
  const longestDrainMs = 30_000 + 3_600_000 / speed;
  const killedAt: number[] = [];
  let waiting = '';
  try {
    await Promise.all(replicas.map((replica) => replica.start()));
    let isStorming = true;
    const sending = senders.map((sender) => sender.run(() => isStorming));
    for (let n = 0; n < kills; n++) {
      await lived({ sends: Math.floor(random() * 8), longestLifeMs, graceMs: random() * 30 }, teams);
      const victim = pick();
      await victim?.kill();
      killedAt.push(clock.now().getTime());
      await victim?.start();
    }
    isStorming = false;
    await Promise.all(sending);
    for (const sender of senders) await sender.endAllBut(leftOpen);
    waiting = await drained(
      replicas.flatMap((it) => it.origin() ?? []),
      longestDrainMs,
    );
  } finally {
    for (const replica of replicas) await replica.kill();
    await teams.close();
  }
  const groups = senders.flatMap((sender) => sender.groups);
  const { faults, ...found } = await crashFaults({ groups, teams, killedAt, select: selectRows(store) });
  const seconds = Math.round((systemClock.now().getTime() - begun) / 100) / 10;
  const alerts = groups.reduce((sum, { taken }) => sum + taken, 0);
  return {
    kills: killedAt.length,
    alerts,
    groups: groups.length,
    ...found,
    wallSeconds: seconds,
    faults: waiting ? [...faults, `after ${longestDrainMs} ms there waits: ${waiting}`] : faults,
  };
}

/** Ends after so many sends and a moment, so that what is killed is at work; after the longest life at the latest. */
async function lived(
  o: { sends: number; longestLifeMs: number; graceMs: number },
  teams: TeamsChannels,
): Promise<void> {
  const count = () => [...teams.sends.values()].reduce((sum, { length }) => sum + length, 0);
  const [before, until] = [count(), Date.now() + o.longestLifeMs];
  while (count() < before + o.sends && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, o.graceMs));
}

/** Answers what still waits by the app's own figures: nothing, or what there is after the longest time. */
async function drained(origins: readonly string[], longestMs: number): Promise<string> {
  const until = Date.now() + longestMs;
  let left: string[] = [];
  for (let quiet = 0; quiet < 3; ) {
    if (Date.now() > until) return left.join(', ');
    await new Promise((resolve) => setTimeout(resolve, 150));
    const [origin = ''] = origins;
    const text = await (await fetch(`${origin}/metrics`)).text();
    left = figures.flatMap((name) => new RegExp(`^${name} [1-9].*`, 'm').exec(text)?.[0] ?? []);
    quiet = left.length === 0 ? quiet + 1 : 0;
  }
  return '';
}
