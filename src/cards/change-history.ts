import type { Button, Card } from '../model/card.ts';
import type { ChangeHistory, ChangeMade } from '../model/change-history.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain, plainLines } from './plain.ts';
import { resourceLink } from './portal-link.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { some } from './some.ts';
import { subjectPlace } from './subject-place.ts';
import { verdictStyle } from './verdict-style.ts';
import { ago, clockTime, duration } from './when.ts';

interface Options {
  now: Date;
  from: Date;
  buttons: readonly Button[];
}

/** What stands for a name where a source tells none: a revision does not say who made it. */
const nameless = {
  rollout: 'Rollout',
  'Activity Log': 'Azure',
  'AKS audit': 'Somebody',
  Watchkeeper: 'Somebody',
} as const;

/** The answer to "who changed": what was changed by whom, newest first, each with its source. */
export function changeHistoryCard(history: ChangeHistory, o: Options): Card {
  const verdict = verdictOf(history, o);
  return fitted(12, (most) =>
    render('change-history', { verdict: plain(verdict, 300), ...viewOf(history, o, most) }, verdict),
  );
}

function viewOf({ subject, changes, evidence, gaps }: ChangeHistory, { now, buttons }: Options, most: number) {
  const shown = some(changes, most, (n) => `${counted(n, 'older change')}`);
  const blind = evidence.length === 0;
  return {
    style: verdictStyle(blind ? 'unknown' : 'info'),
    facts: [],
    filters: [{ text: subjectPlace(subject) }],
    rows: shown.shown.map((it) => rowOf(it, now)),
    more: shown.more,
    ...gapLines(gaps, blind, 4),
    basis: basisOf(evidence, now),
    ...actionsOf([...buttons, { title: 'Open the cluster', url: resourceLink(subject.cluster.id) }]),
  };
}

function rowOf({ at, who, what, detail, source, correlationId, asked }: ChangeMade, now: Date) {
  const notes = [
    source,
    clockTime(at, now),
    ...(asked === undefined ? [] : [`asked here: ${asked}`]),
    ...(correlationId === undefined ? [] : [`correlation ${correlationId}`]),
  ];
  return {
    who: plain(who === '' ? nameless[source] : who, 80),
    what: ` ${plain(what, 100)}`,
    color: 'Default',
    age: ` · ${ago(at, now)}`,
    details: detail === '' ? [] : [{ text: plainLines(withoutSecrets(detail), 300, 4) }],
    notes: [{ text: plain(notes.join(' · '), 300) }],
  };
}

function verdictOf({ subject, changes, evidence }: ChangeHistory, { now, from }: Options): string {
  const span = duration(now.getTime() - from.getTime());
  const [newest] = changes;
  if (newest)
    return `${subject.name}: ${counted(changes.length, 'change')} in the last ${span}, the newest ${ago(newest.at, now)}`;
  return evidence.length === 0
    ? `Who changed ${subject.name} could not be read`
    : `I know of no change of ${subject.name} in the last ${span}`;
}
