import { z } from 'zod';
import { type Labels, labelValue } from '../matcher.ts';

/** What is made of something that AKS tells of a cluster: an incident, a note in the channel that calls nobody, or nothing. */
export const platformAnswers = ['incident', 'note', 'nothing'] as const;

/** One of them. */
export type PlatformAnswer = (typeof platformAnswers)[number];

/** Bears the kind of a platform event, on the alerts that tell of one. */
export const platformLabel = 'platform_event';

/** Stands in that label on the trouble that lasts after an upgrade failed; the end of the upgrade itself is told beside it. */
export const failureMark = 'upgrade_failure';

const answer = z.enum(platformAnswers);

/** For each kind of event what is made of it. */
export const platformEventsConfig = z.strictObject({
  upgrade_started: answer.default('note'),
  upgrade_finished: answer.default('note'),
  upgrade_failed: answer.default('incident'),
  maintenance: answer.default('note'),
  support_ending: answer.default('note'),
  support_ended: answer.default('incident'),
  new_version: answer.default('nothing'),
});

/** The settings read. */
export type PlatformEvents = z.infer<typeof platformEventsConfig>;

/** A kind of event: the value of its label. */
export type PlatformEvent = keyof PlatformEvents;

/** The kind of event that labels tell of; undefined where they tell of none. */
export function platformEventOf(labels: Labels): PlatformEvent | undefined {
  const kind = labelValue(labels, platformLabel);
  return Object.hasOwn(platformEventsConfig.shape, kind) ? (kind as PlatformEvent) : undefined;
}

/** Whether an alert may open an incident: one that tells of no platform event always may. */
export function mayOpenIncident(labels: Labels, settings: PlatformEvents): boolean {
  if (labelValue(labels, platformLabel) === failureMark) return settings.upgrade_failed === 'incident';
  const kind = platformEventOf(labels);
  return kind === undefined || settings[kind] === 'incident';
}
