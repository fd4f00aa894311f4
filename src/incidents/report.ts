import type { TimelineLine } from '../model/incident.ts';
import { printDuration } from '../model/time/duration.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import type { IncidentAlert } from '../store/incident-alerts.ts';
import type { StoredIncident } from '../store/incidents.ts';

/** An alert as a report lists it. */
export interface ReportedAlert {
  title: string;
  severity: string;
  source: string;
  episode: Pick<IncidentAlert, 'status' | 'startsAt' | 'endsAt'>;
  labels: Readonly<Record<string, string>>;
}

const mostAlerts = 100;

/**
 * A post-incident report in Markdown, a line each; times are UTC. What came from outside stands in it as text: its
 * signs are escaped, so that it makes no link, heading or mention wherever the report is pasted.
 */
export function reportOf(
  incident: StoredIncident,
  alerts: readonly ReportedAlert[],
  story: readonly TimelineLine[],
  now: Date,
): string[] {
  const { number, title, diagnosis } = incident;
  const shown = alerts.slice(0, mostAlerts);
  return [
    `# Incident ${number}: ${escaped(title)}`,
    '',
    ...headOf(incident, story, now),
    '',
    '## What it was about',
    '',
    ...Object.entries(incident.labels).map(([name, value]) => `- ${escaped(name)}: ${escaped(value)}`),
    ...(Object.keys(incident.labels).length === 0 ? ['- no labels in common'] : []),
    '',
    ...(diagnosis
      ? [
          '## What the diagnosis said',
          '',
          `${stamp(diagnosis.at)}: ${escaped(diagnosis.sentence)}`,
          '',
          ...diagnosis.lines.map((line) => `- ${escaped(line)}`),
          '',
        ]
      : []),
    `## Alerts (${alerts.length})`,
    '',
    ...shown.map(alertLine),
    ...(alerts.length > shown.length ? [`- and ${alerts.length - shown.length} more, not listed`] : []),
    '',
    '## Timeline',
    '',
    ...story.map(({ at, actor, text }) => `- ${stamp(at)} ${actor ? `${escaped(actor.name)}: ` : ''}${escaped(text)}`),
    '',
    '## To be filled in',
    '',
    '- Impact:',
    '- Cause:',
    '- What went well:',
    '- What to change, and who does it:',
  ];
}

function headOf(incident: StoredIncident, story: readonly TimelineLine[], now: Date): string[] {
  const { severity, status, resolvedAt, assignee } = incident;
  const began = story[0]?.at ?? incident.openedAt;
  const first = story.find(({ kind, at }) => kind === 'acknowledged' && at >= began);
  const end = status === 'resolved' ? resolvedAt : undefined;
  const lasted = printDuration(Math.round(((end ?? now).getTime() - began.getTime()) / 1_000) * 1_000);
  const reopened = story.filter(({ kind }) => kind === 'reopened').length;
  return [
    `- Severity: ${severity}`,
    `- Opened: ${stamp(began)}`,
    end ? `- Over: ${stamp(end)}, after ${lasted}` : `- Still ${status}, for ${lasted} now`,
    ...(reopened > 0 ? [`- Reopened: ${reopened === 1 ? 'once' : `${reopened} times`}`] : []),
    first
      ? `- First acknowledged: ${stamp(first.at)}${first.actor ? ` by ${escaped(first.actor.name)}` : ''}, after ${printDuration(Math.round((first.at.getTime() - began.getTime()) / 1_000) * 1_000)}`
      : '- Never acknowledged',
    ...(assignee ? [`- Assigned to: ${escaped(assignee.name)}`] : []),
  ];
}

function alertLine({ title, severity, source, episode, labels }: ReportedAlert): string {
  const end = episode.status === 'resolved' && episode.endsAt ? ` to ${stamp(episode.endsAt)}` : ', still firing';
  const where = ['cluster', 'namespace', 'workload', 'pod', 'node'].flatMap((name) => labels[name] ?? []);
  const place = where.length > 0 ? ` (${escaped(where.join(' / '))})` : '';
  return `- ${severity}: ${escaped(title)}${place}, ${stamp(episode.startsAt)}${end}, from ${escaped(source)}`;
}

/** One line in which Markdown sees nothing but letters, and nobody a secret. */
function escaped(text: string): string {
  return withoutSecrets(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|#~@]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');
}

function stamp(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
