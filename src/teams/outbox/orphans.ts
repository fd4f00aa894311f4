import { noticeCard } from '../../cards/notice.ts';
import type { Card } from '../../model/card.ts';
import type { MessageRef } from '../../model/place.ts';
import type { Store } from '../../store/store.ts';
import type { TeamsActivity } from '../activity.ts';
import type { Press } from '../invoke.ts';
import { placeOf } from '../place-of.ts';

/** A card of an incident that stands in its channel beside the one that is kept up to date: its first sending was never answered. */
export interface Orphan {
  ref: MessageRef;
  /** What is left of it. */
  card: Card;
}

/**
 * The orphan on which somebody pressed, or that a client refreshes; undefined when it is the card that we know, or no incident's. Teams tells the id
 * of a message that we lost in no other way. Only posts that began a thread are looked at: an incident's card as an
 * answer stands in a thread.
 */
export async function orphanOf(activity: TeamsActivity, { ask }: Press, store: Store): Promise<Orphan | undefined> {
  const { replyToId, serviceUrl, conversation } = activity;
  const { tenantId, channelId } = placeOf(activity);
  if (!replyToId || conversation.id !== `${channelId};messageid=${replyToId}`) return undefined;
  const id = (ask.data as { id?: unknown } | undefined)?.id;
  const press = typeof id === 'string' ? await store.preparedPress(ask.verb, id) : undefined;
  const number = press?.input.number;
  if (typeof number !== 'number') return undefined;
  const known = await store.outbox.posted({ tenantId, conversationId: channelId, serviceUrl }, `incident/${number}`);
  if (!known || known.activityId === replyToId) return undefined;
  return { ref: { tenantId, serviceUrl, conversationId: conversation.id, activityId: replyToId }, card: moved(number) };
}

function moved(number: number): Card {
  return noticeCard({
    level: 'warning',
    title: `Moved: see the card of incident ${number}`,
    text: 'This was a second copy, which is not kept up to date.',
    next: `To see it here, say: incident ${number}.`,
    buttons: [],
  });
}
