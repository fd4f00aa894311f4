import { z } from 'zod';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { PostureReadingState } from '../../model/posture-score.ts';
import { dayOf } from './day-of.ts';
import { keepClosely } from './keep-closely.ts';
import { keepTogether } from './keep-together.ts';
import { type PostureWork, postureTask } from './posture-work.ts';
import { lookedAtTypes } from './practices.ts';
import { readResources } from './read-resources.ts';

/** A job is done by another when it takes longer than three minutes, so it goes on in the next one before that. */
const partMs = 100_000;
const longestMs = 165_000;
/** After a reading that failed the next one does not wait a whole day. */
const soonMs = 3_600_000;

const Payload = z.object({ startedAt: z.coerce.date().optional() });

/** Reads what a job was given: when the reading began that it goes on with. */
export function readingOf(payload: Record<string, unknown>): Date | undefined {
  return Payload.parse(payload).startedAt;
}

/** Wants the estate's posture looked at; what waits already keeps its time. */
export async function wantPosture({ store, clock }: PostureWork, runAt: Date, startedAt?: Date): Promise<void> {
  await store.together(clock.now(), (writing) =>
    writing.enqueue({
      ...{ task: postureTask.read, key: 'all', lane: 'slow', runAt },
      payload: startedAt ? { startedAt } : {},
    }),
  );
}

/**
 * Job: looks at every resource, keeps how each stands, and the score of the day. What one part does not get to the next
 * goes on with. What Azure does not answer is noted, and tried again soon.
 */
export async function keepEstate(work: PostureWork, going?: Date): Promise<void> {
  const { store, clock, connection, log, config } = work;
  // The job was wanted before it was turned off in the settings: it is not wanted again.
  if (!config.enabled) return;
  const begunAt = clock.now();
  const startedAt = going ?? begunAt;
  const azure = connection.until(AbortSignal.timeout(longestMs), log);
  const before = await store.posture.reading();
  let reading: PostureReadingState;
  try {
    const { resources, isCut } = await readResources(azure, lookedAtTypes);
    // Resource Graph lists nothing to who lost the right to read: then nothing is known to be gone.
    if (resources.length === 0 && before?.finishedAt)
      throw new UpstreamError('Resource Graph', 'forbidden', 'lists no resource any more');
    const findings = await keepTogether(work, azure, { resources, startedAt });
    const isTimeUp = () => clock.now().getTime() - begunAt.getTime() > partMs;
    if (!(await keepClosely(work, { resources, startedAt, isTimeUp }))) {
      await wantPosture(work, clock.now(), startedAt);
      return work.wake();
    }
    const day = await dayOf(work, { findings, resources: resources.length });
    reading = { startedAt, finishedAt: clock.now() };
    await store.together(clock.now(), async (writing) => {
      // Of a list that was cut off nothing is known to be gone.
      if (!isCut) await writing.posture.forget(startedAt);
      await writing.posture.putDay(day);
    });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { why, next } = gapOf(error, 'the posture');
    log.warn({ service: error.service, reason: error.reason }, 'the posture could not be read');
    reading = { ...(before ?? { startedAt }), failure: { at: clock.now(), why, next } };
  }
  const now = clock.now();
  const pauseMs = reading.failure ? Math.min(soonMs, config.everyMs) : config.everyMs;
  await store.together(now, async (writing) => {
    await writing.posture.setReading(reading, now);
    const runAt = new Date(now.getTime() + pauseMs);
    await writing.enqueue({ task: postureTask.read, key: 'all', payload: {}, runAt, lane: 'slow' });
  });
  log.info({ failed: reading.failure !== undefined }, 'the posture was read');
}
