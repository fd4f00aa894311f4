import type { Logger } from 'pino';
import { gapOf } from '../../azure/gap.ts';
import { noticeCard } from '../../cards/notice.ts';
import { UpstreamError, UserError } from '../../errors.ts';
import type { Card } from '../../model/card.ts';
import { faultCard } from './fault-card.ts';

const longestTitle = 160;

/** Work that did not end by its deadline. */
export class DeadlineError extends Error {
  override name = 'DeadlineError';
}

/** What is known of the work that failed. */
export interface Failure {
  /** The question, as it was understood. */
  asked: string;
  requestId: string;
  /** How long the work took, in milliseconds. */
  took: number;
  /** Whether the work's deadline had passed. */
  late: boolean;
}

/** The one place where an error becomes words. What is no UserError, UpstreamError or lateness is a bug: a reference here, the stack in the log. */
export function errorCard(error: unknown, { asked, requestId, took, late }: Failure, log: Logger): Card {
  if (error instanceof UserError) return userCard(error.message);
  if (late && (error instanceof DeadlineError || isAbort(error) || error instanceof UpstreamError)) {
    log.warn({ error, took }, 'the work took longer than its deadline');
    return noticeCard({
      level: 'attention',
      title: `This took longer than ${Math.max(1, Math.floor(took / 1000))} seconds`,
      text: `I stopped waiting for an answer to "${asked}".`,
      next: 'Ask again in a minute; if it goes on, Azure is slow or unreachable.',
      reference: requestId,
      buttons: [],
    });
  }
  if (error instanceof UpstreamError) {
    log.warn(
      { error, service: error.service, reason: error.reason, status: error.status },
      'an answer could not be read',
    );
    const gap = gapOf(error, `the answer to "${asked}"`);
    return noticeCard({
      level: 'attention',
      title: `${gap.service} did not answer`,
      text: gap.why,
      next: gap.next,
      reference: requestId,
      buttons: [],
    });
  }
  log.error({ error }, 'the work failed on a bug');
  return faultCard(requestId);
}

/** A short message is the answer, and stands in the first line and in the notification; a long one has a title of its own. */
function userCard(message: string): Card {
  return message.length <= longestTitle
    ? noticeCard({ level: 'warning', title: message, text: '', buttons: [] })
    : noticeCard({ level: 'warning', title: 'That did not work out', text: message, buttons: [] });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}
