import { noticeCard } from '../../cards/notice.ts';
import type { Actor } from '../../model/actor.ts';
import type { Card } from '../../model/card.ts';
import type { Grant } from '../people/grants.ts';
import type { Refusal } from '../people/may-run.ts';
import { scopeText } from '../people/scope.ts';

const mostGrants = 3;

/** A refusal in words: the card, and the same in a few sentences. */
export interface RefusalSaid {
  card: Card;
  text: string;
}

/**
 * The words for somebody who may not do this: polite, and with what an admin needs to know. It names what the person's own
 * role covers, and nothing of what was found: that a thing is elsewhere and that it is nowhere are the same answer.
 */
export function refuse(refusal: Refusal, actor: Actor): RefusalSaid {
  const { title, text, next } = words(refusal, actor);
  return {
    card: noticeCard({ level: 'warning', title, text, next, buttons: [] }),
    text: `${title}. ${text} ${next}`,
  };
}

function words(refusal: Refusal, { objectId }: Actor): { title: string; text: string; next: string } {
  switch (refusal.reason) {
    case 'outsider':
    case 'blocked':
      return {
        title: 'You are not on my list',
        text: 'I answer only people whom my configuration names. I have noted that you asked.',
        next: objectId
          ? `Ask an admin of mine to add your object id, ${objectId}.`
          : 'Teams tells me no object id of yours, as of some guests: ask from an account of this organisation.',
      };
    case 'role-too-low':
      return {
        title: `This needs the role ${refusal.wanted}`,
        text: 'Your role does not allow it. I have noted that you asked.',
        next: `Ask somebody who is ${refusal.wanted}, or ask an admin of mine to give you the role.`,
      };
    case 'verb-not-granted':
      return {
        title: 'This is not among what you may do',
        text: `${each(refusal.held, ({ role, verbs = [] }) => `Your role ${role} is for ${verbs.join(', ')} alone.`)} I have noted that you asked.`,
        next: 'Ask an admin of mine to give you this command too.',
      };
    case 'outside-scope':
      return {
        title: 'I can show or do nothing of that kind for you',
        text: `${each(refusal.held, ({ role, scope }) => `Your role ${role} covers ${scopeText(scope)}.`)} What you asked for is not within that, if it is there at all.`,
        next:
          refusal.next ??
          'Check the name, and say where within your scope it is; or ask an admin of mine to widen the scope.',
      };
    case 'groups-unread':
      return {
        title: 'I cannot check what you may do',
        text: `${refusal.gap.why} Without knowing your groups I do nothing for you.`,
        next: refusal.gap.next,
      };
  }
}

function each(grants: readonly Grant[], sentence: (grant: Grant) => string): string {
  return [...new Set(grants.map(sentence))].slice(0, mostGrants).join(' ');
}
