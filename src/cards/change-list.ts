import type { Button, Card } from '../model/card.ts';
import type { Remediation, RemediationState } from '../model/remediation.ts';
import { actionsOf } from './actions.ts';
import { changeState } from './change-state.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { rowPress } from './row-press.ts';
import { said } from './said.ts';
import { type Limits, scopeLines } from './scope-lines.ts';
import { verdictStyle } from './verdict-style.ts';
import { ago, asOf } from './when.ts';

/** What the card of a list of changes is made of. */
export interface ChangesOnCard extends Limits {
  /** The newest first; pressing a row shows that change. */
  changes: readonly { change: Remediation; button?: Button }[];
  /** All that the list is about. */
  count: number;
  /** Whether those that are over are among them. */
  all: boolean;
  buttons: readonly Button[];
  now: Date;
}

const mostRows = 10;

const colors: Partial<Record<RemediationState, string>> = {
  proposed: 'Warning',
  stale: 'Warning',
  unknown: 'Warning',
  failed: 'Attention',
  succeeded: 'Good',
};

/** The answer to "changes": a row each, by the template of lists. */
export function changeListCard({ changes, count, all, buttons, now, ...limits }: ChangesOnCard): Card {
  const verdict = all
    ? counted(count, 'change')
    : count === 0
      ? 'No change waits or runs'
      : `${counted(count, 'change')} ${count === 1 ? 'waits or runs' : 'wait or run'}`;
  return fitted(mostRows, (most) => {
    const shown = changes.slice(0, most);
    const left = count - shown.length;
    return render(
      'incident-list',
      {
        verdict,
        style: verdictStyle(count > 0 && !all ? 'warning' : 'info'),
        severities: [],
        filters: [],
        rows: shown.map(({ change, button }) => rowOf(change, button, now)),
        more: left > 0 ? [{ text: `${counted(left, 'more change')}, not listed` }] : [],
        scopes: scopeLines('changes', limits),
        basis: asOf(now),
        ...actionsOf(buttons),
      },
      verdict,
    );
  });
}

function rowOf(change: Remediation, button: Button | undefined, now: Date) {
  const { state } = changeState({ change, viewer: 'anybody', now });
  const by = plain(change.asker.name, 60);
  return {
    number: `#${change.number} `,
    color: colors[change.state] ?? 'Default',
    what: said(change.plan.sentence.replace(/\.$/, ''), 140),
    facts: [state, placeOf(change), `asked by ${by} ${ago(change.proposedAt, now)}`].filter(Boolean).join(' · '),
    ...rowPress(button),
  };
}

function placeOf({ plan: { place } }: Remediation): string {
  return [place.cluster, place.namespace].flatMap((it) => (it === undefined ? [] : plain(it, 60))).join(' / ');
}
