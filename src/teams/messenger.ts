import { UpstreamError } from '../errors.ts';
import type { Card } from '../model/card.ts';
import type { Clock } from '../model/clock.ts';
import type { MessageRef } from '../model/place.ts';
import { spanned } from '../telemetry.ts';
import { cardActivity } from './card-activity.ts';
import type { Connectors } from './connectors.ts';
import type { Counts } from './counts.ts';
import { withRetries } from './with-retries.ts';

/** Where a message goes: the conversation id says whether it is a thread, a chat or (with `root`) a new post in a channel. */
export interface Destination {
  tenantId: string;
  serviceUrl: string;
  conversationId: string;
}

/** Puts cards into Teams and changes them there. Every method throws UpstreamError. */
export interface Messenger {
  /** Posts into a thread or a chat; undefined when Teams took the message and gave no id to edit it by. */
  post(to: Destination, card: Card): Promise<MessageRef | undefined>;
  /** Starts a thread in a channel; the reference's conversation is the new thread. */
  postInChannel(to: Destination, card: Card): Promise<MessageRef | undefined>;
  /** Opens (or finds) the chat with one person and posts there. */
  postToPerson(
    to: { tenantId: string; serviceUrl: string; teamsId: string },
    card: Card,
  ): Promise<MessageRef | undefined>;
  update(ref: MessageRef, card: Card): Promise<void>;
  /** Entra object id of a member of a conversation; undefined for guests, bots and tags. */
  objectIdOf(to: Destination, teamsId: string): Promise<string | undefined>;
}

/** The messenger that speaks through botbuilder's connector clients; `once` leaves trying again to its caller. */
export function createMessenger(o: {
  connectors: Connectors;
  appId: string;
  clock: Clock;
  counts: Counts;
  once?: boolean;
}): Messenger {
  const { connectors } = o;
  const bot = { id: `28:${o.appId}`, name: 'Watchkeeper' };
  async function sent<T>(send: () => Promise<T>): Promise<T> {
    try {
      const answer = await spanned('send', {}, () => (o.once ? send() : withRetries(o.clock, send)));
      o.counts.add('watchkeeper_sends_total', 'sent');
      return answer;
    } catch (error) {
      o.counts.add('watchkeeper_sends_total', error instanceof UpstreamError ? error.reason : 'failed');
      throw error;
    }
  }

  return {
    async post(to, card) {
      const { conversations } = await connectors.create(to.serviceUrl);
      const activity = cardActivity(card, bot.id);
      const { id } = await sent(() => conversations.sendToConversation(to.conversationId, activity));
      return id ? { ...to, activityId: id } : undefined;
    },
    async postInChannel(to, card) {
      const { conversations } = await connectors.create(to.serviceUrl);
      const parameters = {
        isGroup: true,
        bot,
        tenantId: to.tenantId,
        channelData: { channel: { id: to.conversationId }, tenant: { id: to.tenantId } },
        activity: cardActivity(card, bot.id),
      };
      const created = await sent(() => conversations.createConversation(parameters as never));
      const conversationId = created.id || to.conversationId;
      const activityId = created.activityId || conversationId.split(';messageid=')[1];
      return activityId ? { ...to, conversationId, activityId } : undefined;
    },
    async postToPerson({ tenantId, serviceUrl, teamsId }, card) {
      const { conversations } = await connectors.create(serviceUrl);
      const parameters = {
        isGroup: false,
        bot,
        members: [{ id: teamsId }],
        tenantId,
        channelData: { tenant: { id: tenantId } },
      };
      const { id } = await sent(() => conversations.createConversation(parameters as never));
      if (!id) throw new UpstreamError('Teams', 'malformed', 'Teams opened no chat with this person.');
      return this.post({ tenantId, serviceUrl, conversationId: id }, card);
    },
    async objectIdOf(to, teamsId) {
      const { conversations } = await connectors.create(to.serviceUrl);
      try {
        const member: { aadObjectId?: string } = await conversations.getConversationMember(to.conversationId, teamsId);
        return member.aadObjectId;
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode === 404) return undefined;
        throw new UpstreamError('Teams', 'unavailable', 'Teams did not say who is mentioned.', { cause: error });
      }
    },
    async update(ref, card) {
      const { conversations } = await connectors.create(ref.serviceUrl);
      const activity = { ...cardActivity(card, bot.id), id: ref.activityId };
      await sent(() => conversations.updateActivity(ref.conversationId, ref.activityId, activity));
    },
  };
}
