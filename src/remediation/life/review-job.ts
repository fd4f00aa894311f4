import type { NewJob } from '../../store/jobs.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { changeTasks } from './change-work.ts';

/** When a change that was made without approval is to be reminded of; undefined for any other. */
export function reviewJob({ review: due, number }: StoredRemediation): NewJob | undefined {
  if (!due || due.at || due.asked) return undefined;
  return { task: changeTasks.review, key: String(number), payload: { number }, runAt: due.dueAt, lane: 'slow' };
}
