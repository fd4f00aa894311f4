import { z } from 'zod';
import type { Post } from './post.ts';

const Attachment = z.object({ contentType: z.string(), content: z.unknown().optional() });

/** What the bot sends to be shown. */
export const PostedActivity = z.object({
  type: z.string(),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z.array(Attachment).optional(),
});

export type PostedActivity = z.infer<typeof PostedActivity>;

/** Teams' limit for one message, in bytes of UTF-16. */
export const maxMessageBytes = 100 * 1024;

/** The size that Teams counts: the activity's JSON as UTF-16. */
export function messageBytes(activity: unknown): number {
  return Buffer.byteLength(JSON.stringify(activity), 'utf16le');
}

/** What a message shows. Text beside a card makes two messages, as in Teams. */
export function shownParts(activity: PostedActivity): Pick<Post, 'text' | 'card' | 'summary'>[] {
  const summary = activity.summary === undefined ? {} : { summary: activity.summary };
  const cards = (activity.attachments ?? [])
    .filter(({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive')
    .map(({ content }) => ({ card: content, ...summary }));
  return activity.text ? [{ text: activity.text }, ...cards] : cards;
}
