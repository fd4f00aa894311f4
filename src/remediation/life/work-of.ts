import { z } from 'zod';
import type { Task } from '../../store/worker.ts';
import { type ChangeWork, changeTasks } from './change-work.ts';
import { expireChange } from './expire-change.ts';
import { askForReview } from './review-change.ts';
import { runChange } from './run-change.ts';
import { verifyChange } from './verify-change.ts';

const ofChange = z.object({ number: z.number() });

/** What is done for each task of changes. */
export function changeWorkOf(work: ChangeWork): Record<string, Task> {
  return {
    [changeTasks.expire]: (payload, { log }) => expireChange({ ...work, log }, ofChange.parse(payload).number),
    [changeTasks.run]: (payload, { log }) => runChange({ ...work, log }, ofChange.parse(payload).number),
    [changeTasks.verify]: (payload, { log }) => verifyChange({ ...work, log }, ofChange.parse(payload).number),
    [changeTasks.review]: (payload, { log }) => askForReview({ ...work, log }, ofChange.parse(payload).number),
  };
}
