import type { Actor } from '../model/actor.ts';
import type { Place } from '../model/place.ts';
import type { TeamsActivity } from './activity.ts';

/** Where the activity happened. In a channel, a press on a post without a thread opens the thread under that post. */
export function placeOf(activity: TeamsActivity): Place {
  const { conversation, channelData } = activity;
  const tenantId = tenantOf(activity);
  const [channelId = '', messageId] = conversation.id.split(';messageid=');
  const isChannel =
    conversation.conversationType === 'channel' || Boolean(channelData?.channel) || messageId !== undefined;
  if (!isChannel) {
    const kind = conversation.conversationType === 'groupChat' || conversation.isGroup ? 'groupChat' : 'personal';
    return { tenantId, kind, conversationId: conversation.id, channelId: conversation.id };
  }
  const threadRootId = messageId || activity.replyToId || (activity.type === 'message' ? activity.id : undefined);
  if (!threadRootId) return { tenantId, kind: 'channel', conversationId: channelId, channelId };
  return {
    tenantId,
    kind: 'channel',
    conversationId: `${channelId};messageid=${threadRootId}`,
    channelId,
    threadRootId,
  };
}

/** Who did it, as far as Teams' service vouches for him. */
export function actorOf(activity: TeamsActivity): Actor {
  const { id, aadObjectId, name } = activity.from;
  return { tenantId: tenantOf(activity), objectId: aadObjectId ?? '', teamsId: id, name: (name ?? '').slice(0, 256) };
}

/** The tenant that the activity names; both places were compared when it was admitted. */
export function tenantOf(activity: TeamsActivity): string {
  return activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? '';
}
