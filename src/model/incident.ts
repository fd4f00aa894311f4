import type { Actor } from './actor.ts';
import type { AlertSeverity } from './alert.ts';

/** Where an incident's life stands; reopened is an open one that had been over before. */
export const incidentStatuses = ['open', 'acknowledged', 'resolved', 'reopened'] as const;

/** One of them. */
export type IncidentStatus = (typeof incidentStatuses)[number];

/** A person who did something to an incident or is to look after it. The name is untrusted and for display only. */
export type Person = Pick<Actor, 'objectId' | 'name'>;

/** How many of an incident's alerts stand in which state; an alert that is muted is in no other count. */
export interface AlertCounts {
  firing: number;
  resolved: number;
  /** Inhibited, silenced, or out of the route's hours. */
  muted: number;
}

/** Alerts about one thing, with one card and one story. Its texts come from outside and are untrusted. */
export interface Incident {
  /** Short and never used twice: what people type ("ack 12"). */
  number: number;
  /** What its alerts have in common, as text: receiver, route and group labels. */
  key: string;
  /** One line for people. */
  title: string;
  severity: AlertSeverity;
  status: IncidentStatus;
  /** The group's labels: those by which its alerts belong together. */
  labels: Readonly<Record<string, string>>;
  /** When its first alert arrived; the last time it was reopened, for one that was. */
  openedAt: Date;
  resolvedAt?: Date;
  ackedBy?: Person;
  assignee?: Person;
  /** Until when it reminds and escalates to nobody. */
  snoozedUntil?: Date;
  /** Steps of the escalation that were taken; 0 is none. */
  escalationLevel: number;
  /** When the last of them was taken. */
  escalatedAt?: Date;
  /** The receiver's name in the config. */
  receiver: string;
  /** The Teams conversation in which its card and its story stand. */
  conversation: string;
  /** Further conversations that it was escalated to: a copy of its card stands there. */
  copies?: readonly string[];
  /** Since when nothing was heard of any alert of it that fires, for one of which nothing was heard for long. */
  quietSince?: Date;
  /** Whatever fires in it never ends by itself, and no source will tell its end. */
  unending?: boolean;
  alerts: AlertCounts;
}

/** What a line of an incident's story tells. */
export const timelineKinds = [
  'opened',
  'alerts',
  'severity',
  'acknowledged',
  'assigned',
  'noted',
  'snoozed',
  'woken',
  'silenced',
  'escalated',
  'resolved',
  'reopened',
  'diagnosed',
  'changed',
  'written-back',
  'failed',
] as const;

/** One of them. */
export type TimelineKind = (typeof timelineKinds)[number];

/** One line of an incident's story: told in its thread and in its report. */
export interface TimelineLine {
  at: Date;
  kind: TimelineKind;
  /** Who did it; without it the bot or the source did. */
  actor?: Person;
  /** One finished sentence; untrusted where it quotes. */
  text: string;
}
