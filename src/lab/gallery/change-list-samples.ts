import { changeListCard } from '../../cards/change-list.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { bobSaid, drainedNode, raisedLimit } from './change-data.ts';
import { hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const row = (change: StoredRemediation) => ({ change, button: press(`#${change.number}`) });
const open = [
  row(drainedNode),
  row({ ...raisedLimit, number: 14, state: 'approved', waitsUntil: before(-176), decisions: [bobSaid('approved', 9)] }),
  row({ ...raisedLimit, number: 13, state: 'running', ran: { at: before(1) } }),
  row({ ...raisedLimit, state: 'stale', proposedAt: before(70) }),
];
const over = (['succeeded', 'failed', 'unknown', 'rejected', 'expired', 'undone'] as const).map((state, i) =>
  row({ ...raisedLimit, number: 9 - i, state, proposedAt: before(200 + 100 * i) }),
);
const hostile = row({
  ...raisedLimit,
  asker: { ...raisedLimit.asker, name: hostileText },
  plan: { ...raisedLimit.plan, sentence: hostileText },
});
const list = (sample: string, changes: typeof open, all = false, more = 0): Sample => ({
  ...{ card: 'incident-list', sample },
  make: () =>
    changeListCard({
      ...{ changes, count: changes.length + more, all, now },
      buttons: [press('Look again'), ...(all ? [] : [press('All')])],
    }),
});

/** The samples of the lists of changes, which share the template of lists. */
export const changeListSamples: Sample[] = [
  list('changes that wait or run', open),
  list('changes, none', []),
  list('all changes', [...open, ...over], true, 41),
  list('changes, hostile text', [hostile, hostile]),
];
