import type { TimelineKind, TimelineLine } from '../model/incident.ts';
import { named } from './incident-state.ts';
import { said } from './said.ts';
import { clockTime } from './when.ts';

/** A line of an incident's story as cards show it: when (UTC), and what with who. */
export interface StoryLine {
  at: string;
  text: string;
}

/** What a person does in so many words; the sentence of it can say by whom. */
const acts: ReadonlySet<TimelineKind> = new Set([
  'acknowledged',
  'assigned',
  'snoozed',
  'silenced',
  'resolved',
  'reopened',
]);

/** The story's lines in their order. */
export function storyLines(story: readonly TimelineLine[], now: Date): StoryLine[] {
  return story.map((line) => ({ at: clockTime(line.at, now), text: storyText(line) }));
}

/** What a line tells, with who did it. */
export function storyText({ kind, text, actor }: TimelineLine, most = 240): string {
  const sentence = said(text, most);
  if (!actor) return sentence;
  const name = named(actor);
  if (!acts.has(kind)) return `${name}: ${sentence}`;
  return sentence.includes(name) ? sentence : `${sentence.replace(/\.$/, '')} by ${name}.`;
}
