import type { Incident, TimelineKind, TimelineLine } from '../model/incident.ts';
import { named } from './incident-state.ts';
import { said } from './said.ts';
import { clockTime } from './when.ts';

/** A line of an incident's story as its card shows it: when (UTC), and what with who. */
export interface StoryLine {
  at: string;
  text: string;
}

/** What a person does in so many words; the sentence of it can say by whom. */
const acts: ReadonlySet<TimelineKind> = new Set([
  ...(['acknowledged', 'assigned', 'snoozed', 'silenced', 'resolved', 'reopened'] as const),
]);

/** The lines that tell more than the card says above them; none when it only opened. */
export function storyLines(story: readonly TimelineLine[], { title }: Incident, o: { now: Date; hasWhy: boolean }) {
  const lines = story.filter(({ kind }) => !(kind === 'diagnosed' && o.hasWhy));
  if (lines.every(({ kind }) => kind === 'opened')) return [];
  return lines.map((line): StoryLine => {
    const isTitle = line.text === title && !line.actor;
    return { at: clockTime(line.at, o.now), text: isTitle ? `${begun(line.kind)}.` : storyText(line) };
  });
}

/** What a line tells, with who did it. */
export function storyText({ kind, text, actor }: TimelineLine, most = 240): string {
  const sentence = said(text, most);
  if (!actor) return kind === 'opened' || kind === 'reopened' ? `${begun(kind)}: ${sentence}` : sentence;
  const name = named(actor);
  if (!acts.has(kind)) return `${name}: ${sentence}`;
  return sentence.includes(name) ? sentence : `${sentence.replace(/\.$/, '')} by ${name}.`;
}

function begun(kind: TimelineKind): string {
  return kind === 'reopened' ? 'Reopened' : 'Opened';
}
