import { z } from 'zod';
import { postureDigestCard } from '../../cards/posture-digest.ts';
import type { KnownFinding } from '../../model/known-finding.ts';
import type { Writing } from '../../store/writing.ts';
import { approvedPostureExceptions, withExceptions } from './approved-exceptions.ts';
import { changesSince } from './changes.ts';
import type { DigestConfig } from './digest-config.ts';
import { nextDigestAt } from './digest-time.ts';
import { keptFindings } from './kept-findings.ts';
import { type PostureWork, postureTask } from './posture-work.ts';
import { standingsByPractice } from './standings.ts';

const week = 7 * 86_400_000;
/** The day that the score is compared with may be missing: then the newest before it counts. */
const mostDays = 30;
const mostWorst = 3;

const Payload = z.object({ due: z.coerce.date() });

/**
 * Wants the next digest told, where there is to be one. Its key is the schedule: one that was changed since is another job,
 * and the old one tells nothing.
 */
export async function wantDigest({ config }: PostureWork, writing: Writing, now: Date): Promise<void> {
  if (!config.digest) return;
  const due = nextDigestAt(config.digest, now);
  const job = { task: postureTask.digest, key: keyOf(config.digest), payload: { due, key: keyOf(config.digest) } };
  await writing.enqueuePatiently({ ...job, runAt: due }, due.getTime() - now.getTime());
}

/**
 * Job: tells the posture of the week, and wants the next one in the same transaction. Told again after a crash it is the
 * same message, for its subject is the moment at which it was due.
 */
export async function tellPosture(work: PostureWork, payload: Record<string, unknown>): Promise<void> {
  const { store, clock, config, log } = work;
  const { due } = Payload.parse(payload);
  const digest = config.digest;
  if (!digest || payload.key !== keyOf(digest)) return;
  const now = clock.now();
  const facts = await factsOf(work, now);
  await store.together(now, async (writing) => {
    const presses = [
      { title: 'Show the posture', verb: 'posture', input: {}, replaces: false },
      { title: 'What changed', verb: 'posture changes', input: {}, replaces: false },
    ];
    const ids = await writing.preparePresses(presses, now);
    await writing.putOut({
      to: await work.addressOf(digest.channel, writing),
      subject: `posture/${due.toISOString()}`,
      urgency: 5,
      card: postureDigestCard({
        ...facts,
        ...{ now, buttons: presses.map(({ title, verb }, n) => ({ title, verb, id: ids[n] ?? '' })) },
      }),
    });
    const next = nextDigestAt(digest, now);
    const job = { task: postureTask.digest, key: keyOf(digest), payload: { due: next, key: keyOf(digest) } };
    await writing.enqueue({ ...job, runAt: next });
  });
  work.wake();
  log.info({ due }, 'the posture of the week was told');
}

/** The score now and a week ago, the practices that lose most, and what changed between. */
async function factsOf({ store }: PostureWork, now: Date) {
  const [days, kept, exceptions, reading] = await Promise.all([
    store.posture.days(mostDays),
    store.posture.kept(),
    approvedPostureExceptions(store.remediations),
    store.posture.reading(),
  ]);
  const latest = days.at(-1);
  const before =
    days.findLast(({ at }) => latest && latest.at.getTime() - at.getTime() >= week) ?? earliestBut(latest, days);
  const all = [...kept.values()].flatMap((it) => keptFindings(it));
  const findings = withExceptions<KnownFinding>(all, exceptions, now);
  return {
    ...{ latest, before, days, reading },
    worst: standingsByPractice(findings)
      .filter(({ failing }) => failing.length > 0)
      .slice(0, mostWorst),
    changes: before && changesSince(before.at, findings, kept),
  };
}

/** In the first week there is no day of a week ago: the first that there is counts. */
function earliestBut<Day extends { day: string }>(latest: Day | undefined, days: readonly Day[]): Day | undefined {
  const [first] = days;
  return first && first.day !== latest?.day ? first : undefined;
}

function keyOf({ channel, day, at, timeZone }: DigestConfig): string {
  return `${day} ${at} ${timeZone} ${channel}`;
}
