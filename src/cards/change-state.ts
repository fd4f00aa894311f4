import type { Remediation } from '../model/remediation.ts';
import type { ChangeOnCard } from './change.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import type { Level } from './verdict-style.ts';
import { clockTime } from './when.ts';

/** How a change stands: the line that matters, and what more there is to say, in whole sentences. */
export interface ChangeState {
  level: Level;
  state: string;
  details: string[];
}

/** What a change's head says. */
export function changeState({ change, viewer, now }: Pick<ChangeOnCard, 'change' | 'viewer' | 'now'>): ChangeState {
  const at = (time: Date) => `${clockTime(time, now)} UTC`;
  const outcome = change.outcome === undefined ? [] : [change.outcome];
  const say = (level: Level, state: string, ...details: string[]): ChangeState => ({
    level,
    state,
    details: [...outcome, ...details],
  });
  switch (change.state) {
    case 'proposed':
      return say(
        'warning',
        waiting(change, viewer),
        ...approvalsSoFar(change),
        `Nothing is changed yet. It expires at ${at(change.expiresAt)}.`,
      );
    case 'approved':
      return change.waitsUntil && change.waitsUntil > now
        ? say('info', `Approved: waits for its change window, ${at(change.waitsUntil)}`)
        : say('info', change.decisions.length === 0 ? 'Allowed by the policy: runs next' : 'Approved: runs next');
    case 'rejected':
      return say('unknown', rejected(change));
    case 'expired':
      return say('unknown', 'Expired: nothing was changed');
    case 'stale':
      return say(
        'warning',
        'Not run: the world changed since it was proposed',
        'Look at what changed, and propose it anew.',
      );
    case 'running':
      return say('info', change.ran ? 'Made: its effect is being watched' : 'Being made');
    case 'succeeded':
      return say('good', wantsReview(change) ? 'Done: somebody has to review it' : 'Done', ...reviewLines(change, now));
    case 'failed':
      return say(
        'attention',
        wantsReview(change) ? 'Failed: somebody has to review it' : 'Failed',
        ...reviewLines(change, now),
      );
    case 'unknown':
      return say('warning', 'It may or may not have been made', 'It is looked up, and never run a second time.');
    case 'undone':
      return say('unknown', 'Undone');
  }
}

function waiting({ needs, decisions, asker }: Remediation, viewer: ChangeOnCard['viewer']): string {
  if (viewer === 'asker') return 'Somebody else has to approve it';
  if (viewer === 'approver') return `${plain(asker.name, 80)} asks for your approval`;
  const given = approvalsOf(decisions);
  const missing = Math.max(1, needs.approvals - given);
  if (given > 0) return `Waiting for ${counted(missing, 'more approval')}`;
  return missing === 1 ? 'Waiting for an approval' : `Waiting for ${counted(missing, 'approval')}`;
}

function approvalsSoFar({ needs, decisions }: Remediation): string[] {
  if (needs.approvals < 2) return [];
  const given = approvalsOf(decisions);
  return [`${needs.approvals} people must approve: ${given === 0 ? 'none' : given} so far.`];
}

function approvalsOf(decisions: Remediation['decisions']): number {
  return decisions.filter(({ kind }) => kind === 'approved').length;
}

function rejected({ decisions, asker }: Remediation): string {
  const by = decisions.findLast(({ kind }) => kind === 'rejected')?.by;
  if (!by) return 'Refused by the policy: nothing was changed';
  return by.objectId === asker.objectId
    ? `Withdrawn by ${plain(by.name, 80)}: nothing was changed`
    : `Rejected by ${plain(by.name, 80)}: nothing was changed`;
}

function wantsReview({ review }: Remediation): boolean {
  return review !== undefined && !review.at;
}

function reviewLines({ review }: Remediation, now: Date): string[] {
  if (!review) return [];
  if (review.at && review.by) return [`Reviewed by ${plain(review.by.name, 80)} at ${clockTime(review.at, now)} UTC.`];
  return [`Made without approval: to be reviewed by ${clockTime(review.dueAt, now)} UTC.`];
}
