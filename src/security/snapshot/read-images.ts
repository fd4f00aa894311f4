import { z } from 'zod';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { Reading } from '../../model/image-snapshot.ts';
import type { Task } from '../../store/worker.ts';
import { type ImageWork, readTask } from './image-work.ts';
import { type Progress, readFindings } from './read-findings.ts';
import { readPlatforms } from './read-platforms.ts';
import { readRuns } from './read-runs.ts';
import { tellImages } from './tell-images.ts';
import { tellMended } from './tell-mended.ts';

/** A job is done by another when it takes longer than three minutes, so it goes on in the next one before that. */
const partMs = 100_000;
const longestMs = 150_000;

const Payload = z.object({
  progress: z
    .object({
      startedAt: z.coerce.date(),
      after: z.string(),
      images: z.number(),
      findings: z.number(),
      registries: z.array(z.string()).default([]),
      faults: z.object({ rows: z.number(), homeless: z.number(), missing: z.record(z.string(), z.number()) }),
    })
    .optional(),
});

/** What is done for the images of the estate. */
export function imageTasks(work: ImageWork): Record<string, Task> {
  return { [readTask]: (payload, { log }) => readImages({ ...work, log }, Payload.parse(payload).progress) };
}

/** Wants the images read; what is under way already is left to its own pace. */
export async function wantImages({ store, clock }: ImageWork): Promise<void> {
  const now = clock.now();
  await store.together(now, (writing) =>
    writing.enqueue({ task: readTask, key: 'all', payload: {}, runAt: now, lane: 'slow' }),
  );
}

/**
 * Job: reads what runs and then every finding, and tells what is new in what runs; the next reading is wanted in the
 * transaction that ends this one. What Azure does not answer is noted, and tried again at the usual pace.
 */
export async function readImages(work: ImageWork, going?: Progress): Promise<void> {
  const { store, clock, connection, log, config } = work;
  // The job was wanted before it was turned off in the settings: it is not wanted again.
  if (!config.enabled) return;
  const begunAt = clock.now();
  const azure = connection.until(AbortSignal.timeout(longestMs), log);
  const before = await store.images.reading();
  const progress = going ?? {
    ...{ startedAt: begunAt, after: '', images: 0, findings: 0, registries: [] },
    faults: { rows: 0, homeless: 0, missing: {} },
  };
  let reading: Reading;
  try {
    if (!going) await readRuns(azure, work);
    const isTimeUp = () => clock.now().getTime() - begunAt.getTime() > partMs;
    if (!(await readFindings(azure, work, { progress, before, isTimeUp }))) return await goOn(work, progress);
    await readPlatforms(azure, work);
    const { faults, after: _, ...read } = progress;
    reading = { ...read, finishedAt: clock.now(), ...faults };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { why, next } = gapOf(error, 'findings');
    const at = clock.now();
    log.warn({ service: error.service, reason: error.reason }, 'the images could not be read to the end');
    const none = { startedAt: begunAt, images: 0, findings: 0, rows: 0, homeless: 0, missing: {} };
    reading = { ...(before ?? none), failure: { at, why, next } };
  }
  const now = clock.now();
  await store.together(now, async (writing) => {
    await writing.images.setReading(reading, now);
    if (!reading.failure) await writing.images.forgetScans(reading.startedAt);
    await tellImages(work, { writing, isComplete: !reading.failure, now });
    if (!reading.failure) await tellMended(work, { writing, last: before, reading });
    const runAt = new Date(now.getTime() + config.everyMs);
    await writing.enqueue({ task: readTask, key: 'all', payload: {}, runAt, lane: 'slow' });
  });
  work.wake();
}

async function goOn({ store, clock, wake }: ImageWork, progress: Progress): Promise<void> {
  const now = clock.now();
  await store.together(now, (writing) =>
    writing.enqueue({ task: readTask, key: 'all', payload: { progress }, runAt: now, lane: 'slow' }),
  );
  wake();
}
