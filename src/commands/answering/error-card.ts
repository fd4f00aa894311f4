import type { Logger } from 'pino';
import { gapOf } from '../../azure/gap.ts';
import { noticeCard } from '../../cards/notice.ts';
import { UpstreamError, UserError } from '../../errors.ts';
import type { Card } from '../../model/card.ts';
import { faultCard } from './fault-card.ts';

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
  if (error instanceof UserError)
    return noticeCard({ level: 'warning', title: 'That did not work out', text: error.message, buttons: [] });
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

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}
