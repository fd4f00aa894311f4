import type { Button } from '../model/card.ts';
import type { Incident } from '../model/incident.ts';
import { incidentState, named } from './incident-state.ts';
import { counted } from './quantity.ts';
import { rowPress } from './row-press.ts';
import { said } from './said.ts';
import { severityColor } from './severity-color.ts';

/** An incident as a row of a list: its number, what it is, how it stands, who has it and how many alerts fire. */
export function incidentRow(incident: Incident, button: Button | undefined, now: Date) {
  const { number, title, severity, status, alerts, assignee } = incident;
  const isOver = status === 'resolved';
  return {
    number: `#${number} `,
    color: isOver ? 'Default' : severityColor(severity),
    what: said(title, 120),
    facts: [
      incidentState(incident, now).state,
      ...(assignee && !isOver ? [`with ${named(assignee)}`] : []),
      ...(isOver ? [] : [alerts.firing > 0 ? `${counted(alerts.firing, 'alert')} firing` : 'no alert firing']),
    ].join(' · '),
    ...rowPress(button),
  };
}
