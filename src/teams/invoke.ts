import { z } from 'zod';
import type { Ask } from '../commands/command.ts';
import type { Card } from '../model/card.ts';
import type { TeamsActivity } from './activity.ts';
import { adaptiveCardType } from './card-activity.ts';

/** The body of an answer to a press; its HTTP status is 200 whatever `statusCode` says. */
export interface InvokeAnswer {
  statusCode: 200 | 400 | 500;
  type: string;
  value: unknown;
}

/** A press, read from an invoke before botbuilder's own reader sees it: that one throws when `action` is missing. */
export interface Press {
  ask: Extract<Ask, { verb: string }>;
  /** The client refreshes a card by itself; nothing may be sent then, or it refreshes again. */
  automatic: boolean;
}

const Value = z.object({
  action: z.object({
    type: z.literal('Action.Execute').optional(),
    verb: z.string().min(1).max(100),
    data: z.unknown().optional(),
  }),
  trigger: z.enum(['manual', 'automatic']).nullish(),
});

/** The press that the invoke carries, or undefined when it is none. */
export function pressIn(activity: TeamsActivity): Press | undefined {
  if (activity.type !== 'invoke' || activity.name !== 'adaptiveCard/action') return undefined;
  const { success, data } = Value.safeParse(activity.value);
  if (!success) return undefined;
  return { ask: { verb: data.action.verb, data: data.action.data }, automatic: data.trigger === 'automatic' };
}

/** Replaces the card for the person who pressed. */
export function cardAnswer(card: Card): InvokeAnswer {
  return { statusCode: 200, type: adaptiveCardType, value: card.json };
}

/** Tells the person who pressed something, and leaves the card. */
export function messageAnswer(text: string): InvokeAnswer {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
}

/** Says that the press could not be taken; the card stays. */
export function errorAnswer(statusCode: 400 | 500, code: string, message: string): InvokeAnswer {
  return { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } };
}
