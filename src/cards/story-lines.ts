import type { TimelineLine } from '../model/incident.ts';
import { named } from './incident-state.ts';
import { said } from './said.ts';
import { clockTime } from './when.ts';

/** A line of an incident's story as cards show it: when (UTC), and what with who. */
export interface StoryLine {
  at: string;
  text: string;
}

/** The story's lines in their order. */
export function storyLines(story: readonly TimelineLine[], now: Date): StoryLine[] {
  return story.map((line) => ({ at: clockTime(line.at, now), text: storyText(line) }));
}

/** What a line tells, with who did it where the sentence does not name them. */
export function storyText({ text, actor }: TimelineLine, most = 240): string {
  const sentence = said(text, most);
  if (!actor) return sentence;
  const name = named(actor);
  return sentence.includes(name) ? sentence : `${name}: ${sentence}`;
}
