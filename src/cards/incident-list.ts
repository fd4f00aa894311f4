import type { Button, Card } from '../model/card.ts';
import type { Incident } from '../model/incident.ts';
import { actionsOf } from './actions.ts';
import { incidentRow } from './incident-row.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { type Limits, scopeLines } from './scope-lines.ts';
import { type SeverityCounts, severityCounts, severityLevel, severityTotal } from './severity-counts.ts';
import { verdictStyle } from './verdict-style.ts';
import { asOf } from './when.ts';

/** What the card of a list of incidents is made of. */
export interface IncidentsOnCard extends Limits {
  /** In the order in which they are shown; with a button, pressing the row shows that incident. */
  incidents: readonly { incident: Incident; button?: Button }[];
  /** All that the list is about, whether or not they are among those above. */
  counts: SeverityCounts;
  /** Which of them the list is about. */
  which: 'open' | 'over' | 'all';
  /** What it is narrowed to, as it was asked: "cluster=prod-weu severity=critical"; empty when it is not. */
  filter: string;
  buttons: readonly Button[];
  now: Date;
}

/** As many as can be taken in on a phone. */
const mostRows = 10;

/** The answer to "incidents": a row each, the first to be looked at on top; calm when there is none. */
export function incidentListCard(o: IncidentsOnCard): Card {
  const verdict = verdictOf(o);
  return fitted(mostRows, (most) => render('incident-list', { verdict, ...viewOf(o, most) }, verdict));
}

function viewOf({ incidents, counts, which, filter, buttons, now, ...limits }: IncidentsOnCard, most: number) {
  const shown = incidents.slice(0, most);
  const total = severityTotal(counts);
  const left = total - shown.length;
  return {
    style: verdictStyle(which === 'over' ? 'info' : total === 0 && limits.gap ? 'warning' : severityLevel(counts)),
    severities: total > 0 ? [{ text: severityCounts(counts) }] : [],
    filters: filter === '' ? [] : [{ text: plain(filter, 200) }],
    rows: shown.map(({ incident, button }) => incidentRow(incident, button, now)),
    more: left > 0 ? [{ text: `${counted(left, 'more incident')}, not listed` }] : [],
    scopes: scopeLines('incidents', limits),
    basis: asOf(now),
    ...actionsOf(buttons),
  };
}

function verdictOf({ counts, which, filter }: IncidentsOnCard): string {
  const total = severityTotal(counts);
  const state = which === 'open' ? ' open' : which === 'over' ? ' over' : '';
  if (total > 0) return `${counted(total, 'incident')}${state}`;
  return filter === '' ? `No incident${state}` : `No incident${state} that fits`;
}
