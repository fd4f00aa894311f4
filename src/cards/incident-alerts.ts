import type { AlertSeverity } from '../model/alert.ts';
import type { Incident } from '../model/incident.ts';
import { capitalized } from './capitalized.ts';
import { placeWithin } from './incident-place.ts';
import { plain } from './plain.ts';
import { said } from './said.ts';
import { severityColor } from './severity-color.ts';
import { clockTime } from './when.ts';

/** One of an incident's alerts, as its card tells of it. Its texts are untrusted. */
export interface AlertOnCard {
  title: string;
  severity: AlertSeverity;
  labels: Readonly<Record<string, string>>;
  status: 'firing' | 'resolved';
  startsAt: Date;
  endsAt?: Date;
  /** Inhibited or silenced. */
  muted: boolean;
  /** How often its source told of it. */
  times: number;
  /** Name of its source on the shelf. */
  source: string;
  link?: string;
  description?: string;
}

const sourceNames: Readonly<Record<string, string>> = {
  acr: 'Container Registry',
  alertmanager: 'Alertmanager',
  'azure-monitor': 'Azure Monitor',
  defender: 'Defender for Cloud',
  'defender-export': 'Defender for Cloud',
  'event-grid': 'Event Grid',
};

/** An alert as a row: its mark, what it is, and what is known of it. */
export function alertRow(alert: AlertOnCard, incident: Incident, o: { now: Date; source: string | undefined }) {
  const { severity, labels, source, times, muted, status } = alert;
  const title = said(alert.title, 160);
  const place = placeWithin(labels, incident.labels);
  const isLoud = status === 'firing' && !muted;
  return {
    mark: isLoud ? '● ' : status === 'firing' ? '– ' : '✓ ',
    color: isLoud ? severityColor(severity) : 'Default',
    isQuiet: !isLoud,
    title,
    facts: [
      ...(severity === incident.severity ? [] : [capitalized(severity)]),
      timesOf(alert, o.now),
      ...(times > 1 ? [`heard ${times}×`] : []),
      title.includes(place) ? '' : place,
      o.source === undefined ? sourceName(source) : '',
    ]
      .filter((it) => it !== '')
      .join(' · '),
  };
}

/** The source that all of them come from, by its name; undefined when there are several, or it is none that we know. */
export function sharedSource(alerts: readonly AlertOnCard[]): string | undefined {
  const [first, ...others] = new Set(alerts.map(({ source }) => source));
  return first !== undefined && others.length === 0 && Object.hasOwn(sourceNames, first)
    ? sourceNames[first]
    : undefined;
}

function sourceName(source: string): string {
  return (Object.hasOwn(sourceNames, source) ? sourceNames[source] : undefined) ?? plain(source, 40);
}

function timesOf({ status, muted, startsAt, endsAt }: AlertOnCard, now: Date): string {
  const from = clockTime(startsAt, now);
  if (status === 'resolved')
    return endsAt ? `over, ${from} to ${clockTime(endsAt, now)} UTC` : `over, from ${from} UTC`;
  return `${muted ? 'muted, ' : ''}since ${from} UTC`;
}

/** What the card does not list of an incident's alerts, by its exact counts: "35 more: 30 firing, 5 muted"; none when it lists all. */
export function moreAlerts(shown: readonly AlertOnCard[], { alerts }: Incident): { text: string }[] {
  const left = (count: number, is: (alert: AlertOnCard) => boolean) => Math.max(0, count - shown.filter(is).length);
  const [firing, over, muted] = [
    left(alerts.firing, (it) => !it.muted && it.status === 'firing'),
    left(alerts.resolved, (it) => !it.muted && it.status === 'resolved'),
    left(alerts.muted, (it) => it.muted),
  ];
  const all = firing + over + muted;
  if (all === 0) return [];
  const parts = [[firing, 'firing'] as const, [over, 'over'] as const, [muted, 'muted'] as const]
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`);
  return [
    {
      text:
        parts.length === 1
          ? `${all} more ${parts[0]?.slice(parts[0].indexOf(' ') + 1)}`
          : `${all} more: ${parts.join(', ')}`,
    },
  ];
}
