import type { Answer } from './answer.ts';

/** A refusal in the connector's own words: { error: { code, message } }. */
export function connectorError(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Answer {
  return { status, body: { error: { code, message } }, headers };
}

/** No such conversation, or one that the bot is not in. */
export const conversationNotFound = connectorError(404, 'ConversationNotFound', 'Conversation not found.');

/** No such message in the conversation. */
export const activityNotFound = connectorError(
  404,
  'ActivityNotFoundInConversation',
  'The activity could not be found in the conversation.',
);
