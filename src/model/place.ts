/** Where something was said: a conversation in Teams. */
export interface Place {
  tenantId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  /** Conversation id as Teams gave it; in a channel with ";messageid=<root>". */
  conversationId: string;
  /** The conversation without the thread: channel defaults belong to it. */
  channelId: string;
  /** Id of the thread's first message, in a channel. */
  threadRootId?: string;
}

/** A message that was posted, as much as is needed to edit it. */
export interface MessageRef {
  tenantId: string;
  serviceUrl: string;
  conversationId: string;
  activityId: string;
}
