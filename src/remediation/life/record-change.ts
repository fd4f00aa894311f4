import type { ChangePerson, RemediationState } from '../../model/remediation.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { Writing } from '../../store/writing.ts';
import { type ChangeWork, changeTasks } from './change-work.ts';
import { objectsTold } from './objects-told.ts';
import { reviewJob } from './review-job.ts';
import { showChange } from './show-change.ts';

/** What goes with a change's new state. */
export interface Recording {
  writing: Writing;
  work: ChangeWork;
  now: Date;
  /** Who brought it about; without it the bot did. */
  by?: ChangePerson | undefined;
  /** What let him. */
  authority?: string | undefined;
  requestId: string;
  /** The audit's word, where it is not the state: "change:ran". */
  what?: string;
}

/** The bot itself, in the audit. */
const itself: ChangePerson = { tenantId: '', objectId: '', teamsId: '', name: 'Watchkeeper' };

/**
 * What a new state brings with it, in the transaction that makes it: a line of the audit, the jobs that it needs, the
 * card as it is now, and a line in the story of its incident. The change was written before.
 */
export async function recordChange(it: StoredRemediation, o: Recording): Promise<void> {
  const { writing, work, now, by, authority, requestId, what } = o;
  await writing.audit({
    at: now,
    actor: by ?? itself,
    what: what ?? `change:${it.state}`,
    detail: `Change ${it.number}: ${it.plan.sentence}`,
    outcome: it.state === 'failed' ? 'failed' : 'done',
    authority: authority ?? '',
    requestId,
    facts: factsOf(it),
  });
  const key = String(it.number);
  const job = { key, payload: { number: it.number } };
  const { runAt, task } = nextJob(it, work, now) ?? {};
  if (task && runAt) await writing.enqueue({ ...job, task, runAt, lane: 'slow' });
  const review = it.state === 'succeeded' || it.state === 'failed' ? reviewJob(it) : undefined;
  if (review) await writing.enqueue(review);
  await showChange(it, { writing, work, now });
  // What leads to no other state was told with the state.
  const story = what === undefined ? storyLine(it) : undefined;
  if (story && it.incident !== undefined && work.tell)
    await work.tell(it.incident, { at: now, kind: 'changed', text: story, ...(by && { actor: by }) }, writing);
}

/** Everything that the audit must be able to tell later. */
function factsOf(it: StoredRemediation): Record<string, unknown> {
  const last = it.decisions.at(-1);
  return {
    ...{ change: it.number, action: it.action, input: it.input, round: it.round, asker: it.asker.objectId },
    place: it.plan.place,
    ...objectsTold(it.plan.objects),
    rule: it.needs.rule,
    ...(it.reason !== undefined && { reason: it.reason }),
    ...(last && {
      decision: { kind: last.kind, by: last.by.objectId, reason: last.reason, authority: last.authority },
    }),
    ...(it.ran?.correlationId !== undefined && { correlationId: it.ran.correlationId }),
    ...(it.outcome !== undefined && { outcome: it.outcome }),
    ...(it.undoes !== undefined && { undoes: it.undoes }),
    ...(it.incident !== undefined && { incident: it.incident }),
  };
}

function nextJob(it: StoredRemediation, { actions }: ChangeWork, now: Date): { task: string; runAt: Date } | undefined {
  switch (it.state) {
    case 'proposed':
    case 'stale':
      return { task: changeTasks.expire, runAt: it.expiresAt };
    case 'approved':
      return { task: changeTasks.run, runAt: now };
    case 'running':
      // Before the run it is the run's own job that goes on.
      return it.ran && { task: changeTasks.verify, runAt: soon(it, actions, now) };
    case 'unknown':
      return { task: changeTasks.verify, runAt: now };
    default:
      return undefined;
  }
}

function soon({ action }: StoredRemediation, actions: ChangeWork['actions'], now: Date): Date {
  return new Date(now.getTime() + (actions.get(action)?.watch.everyMs ?? 0));
}

const told: Partial<Record<RemediationState, string>> = {
  proposed: 'proposed',
  approved: 'approved',
  rejected: 'rejected',
  succeeded: 'made',
  failed: 'failed',
  unknown: 'may or may not be made: it is being looked up',
  undone: 'undone',
};

function storyLine(it: StoredRemediation): string | undefined {
  const words = told[it.state];
  return (
    words &&
    `Change ${it.number} ${words}: ${it.plan.sentence}${it.outcome && it.state !== 'proposed' ? ` ${it.outcome}` : ''}`
  );
}
