import type { DefenderRow } from '../../azure/defender.ts';
import type { Alert } from '../../model/alert.ts';
import type { Gap } from '../../model/gap.ts';
import { MalformedBody } from '../malformed-body.ts';
import { caseBlind } from '../reading/case-blind.ts';
import { dateOf } from '../reading/date-of.ts';
import { defenderAlert } from './defender-alert.ts';
import type { Found } from './news.ts';

/** The alerts of a subscription's rows; rows that are not understood are said together, as one gap. */
export function readRows(
  rows: readonly DefenderRow[],
  o: { now: Date; subscription: string },
): { found: (Found & { alert: Alert })[]; gap?: Gap } {
  const found: (Found & { alert: Alert })[] = [];
  let unread = 0;
  for (const row of rows) {
    try {
      const alert = defenderAlert(row, { source: 'defender', where: row.id, now: o.now });
      const field = caseBlind(row.properties);
      const made = dateOf(field('processingEndTimeUtc')) ?? dateOf(field('timeGeneratedUtc')) ?? alert.startsAt;
      const state = alert.status === 'firing' ? 'open' : 'over';
      found.push({ alert, identity: alert.identity, state, at: made.getTime() });
    } catch (error) {
      if (!(error instanceof MalformedBody)) throw error;
      unread++;
    }
  }
  if (unread === 0) return { found };
  return {
    found,
    gap: {
      what: `${unread === 1 ? 'a security alert' : `${unread} security alerts`} of subscription ${o.subscription}`,
      service: 'Defender for Cloud',
      why: 'Defender for Cloud gave alerts without an id or a name.',
      next: 'See them in the portal.',
    },
  };
}
