import { z } from 'zod';
import { mentionsIn } from './mention.ts';
import type { Person } from './people.ts';
import type { Post } from './post.ts';

const Attachment = z.object({ contentType: z.string(), content: z.unknown().optional() });

/** What the bot sends to be shown. */
export const PostedActivity = z.object({
  type: z.string(),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z.array(Attachment).optional(),
  entities: z.array(z.unknown()).optional(),
});

export type PostedActivity = z.infer<typeof PostedActivity>;

const CardMentions = z.object({ msteams: z.object({ entities: z.array(z.unknown()) }) });

/** Teams' limit for one message, in bytes of UTF-16. */
export const maxMessageBytes = 100 * 1024;

/** The size that Teams counts: the activity's JSON as UTF-16. */
export function messageBytes(activity: unknown): number {
  return Buffer.byteLength(JSON.stringify(activity), 'utf16le');
}

/** What a message shows. Text beside a card makes two messages, as in Teams. */
export function shownParts(
  activity: PostedActivity,
  people: readonly Person[],
): Pick<Post, 'text' | 'card' | 'summary' | 'mentions'>[] {
  const summary = activity.summary === undefined ? {} : { summary: activity.summary };
  const cards = (activity.attachments ?? [])
    .filter(({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive')
    .map(({ content }) => ({ card: content, ...summary, ...mentioning(cardEntities(content), people) }));
  if (!activity.text) return cards;
  const { mentions = [] } = mentioning(activity.entities, people);
  const text = mentions.reduce((said, { name }) => said.replaceAll(`<at>${name}</at>`, `@${name}`), activity.text);
  return [{ text, ...(mentions.length > 0 && { mentions }) }, ...cards];
}

function cardEntities(card: unknown): unknown[] {
  const parsed = CardMentions.safeParse(card);
  return parsed.success ? parsed.data.msteams.entities : [];
}

function mentioning(entities: unknown, people: readonly Person[]): Pick<Post, 'mentions'> {
  const mentions = mentionsIn(entities, people);
  return mentions.length > 0 ? { mentions } : {};
}
