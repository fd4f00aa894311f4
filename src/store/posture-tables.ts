import type { Kysely, Transaction } from 'kysely';
import type { KeptPosture } from '../model/known-finding.ts';
import type { PostureDay, PostureReadingState } from '../model/posture-score.ts';
import { forgetPosture, keptPosture, keptPostureOf, postureDays, putPosture, putPostureDay } from './posture.ts';
import type { Schema } from './schema.ts';
import { setWatermark, watermark } from './watermarks.ts';

/** What can be asked about posture. */
export interface PostureTableReading {
  /** How the last reading went; undefined before the first. */
  reading(): Promise<PostureReadingState | undefined>;
  /** By the ids of resources, in small letters. */
  kept(): Promise<Map<string, KeptPosture>>;
  keptOf(resourceId: string): Promise<KeptPosture | undefined>;
  /** The newest, the oldest of them first. */
  days(most: number): Promise<PostureDay[]>;
}

/** What is read and written of posture inside one transaction. */
export interface PostureTableWriting extends PostureTableReading {
  setReading(reading: PostureReadingState, at: Date): Promise<void>;
  put(kept: readonly KeptPosture[]): Promise<void>;
  putDay(day: PostureDay): Promise<void>;
  forget(before: Date): Promise<void>;
}

/** The reading's name among what was read how far. */
const mark = 'posture';

/** The reading half, on a database or inside a transaction. */
export function postureTableReading(database: Kysely<Schema>): PostureTableReading {
  return {
    reading: async () => stateOf(await watermark(database, mark)),
    kept: () => keptPosture(database),
    keptOf: (id) => keptPostureOf(database, id),
    days: (most) => postureDays(database, most),
  };
}

/** Both halves, inside one transaction. */
export function postureTableWriting(transaction: Transaction<Schema>): PostureTableWriting {
  return {
    ...postureTableReading(transaction),
    setReading: (reading, at) => setWatermark(transaction, mark, JSON.stringify(reading), at),
    put: (kept) => putPosture(transaction, kept),
    putDay: (day) => putPostureDay(transaction, day),
    forget: (before) => forgetPosture(transaction, before),
  };
}

/** Written by us, so its shape is known; of the times only the text was kept. */
function stateOf(text: string | undefined): PostureReadingState | undefined {
  if (text === undefined) return undefined;
  return JSON.parse(text, (key, value: unknown) =>
    ['startedAt', 'finishedAt', 'at'].includes(key) && typeof value === 'string' ? new Date(value) : value,
  ) as PostureReadingState;
}
