import type { Button } from '../model/card.ts';
import type { Incident } from '../model/incident.ts';
import { incidentState, named } from './incident-state.ts';
import { rowPress } from './row-press.ts';
import { said } from './said.ts';
import { severityColor } from './severity-color.ts';

/** An incident as a row of a list: its number, what it is, how it stands, who has it and how many alerts fire. */
export function incidentRow(incident: Incident, button: Button | undefined, now: Date) {
  const { number, title, severity, status, assignee } = incident;
  const { state, detail } = incidentState(incident, now);
  const isOver = status === 'resolved';
  return {
    number: `#${number} `,
    color: isOver ? 'Default' : severityColor(severity),
    what: said(title, 120),
    facts: [state, ...(assignee && !isOver ? [`with ${named(assignee)}`] : []), detail].join(' · '),
    ...rowPress(button),
  };
}
