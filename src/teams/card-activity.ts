import type { Activity } from 'botbuilder';
import { activityBytes, budgetBytes, textOf } from '../cards/measure.ts';
import type { Card } from '../model/card.ts';
import { tooLongCard } from './edge-notice.ts';

/** The content type of Adaptive Cards, in attachments and in answers to a press. */
export const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

/**
 * A message of one card and nothing else: Teams splits text and card into two messages and then gives no id to edit.
 * A card that Teams would refuse for its size is replaced by a notice that says so.
 */
export function cardActivity(card: Card, botId: string): Partial<Activity> {
  const envelope = activityBytes(messageOf({ ...card, json: {} }, botId));
  if (envelope + 2 * textOf(card.json).length <= budgetBytes) return messageOf(card, botId);
  return messageOf(tooLongCard(), botId);
}

function messageOf(card: Card, botId: string): Partial<Activity> {
  return {
    type: 'message',
    from: { id: botId, name: 'Watchkeeper' },
    summary: card.summary.slice(0, 500),
    attachments: [{ contentType: adaptiveCardType, content: card.json }],
  };
}
