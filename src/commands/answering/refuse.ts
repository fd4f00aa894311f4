import { noticeCard } from '../../cards/notice.ts';
import type { Actor, Role } from '../../model/actor.ts';
import type { Card } from '../../model/card.ts';
import type { Refusal } from '../roles.ts';

/** The card for somebody who may not ask this: polite, and with what an admin needs to know. */
export function refuse(refusal: Refusal, actor: Actor, wanted: Role): Card {
  if (refusal === 'outsider')
    return noticeCard({
      level: 'warning',
      title: 'You are not on my list',
      text: 'I answer only people whom my configuration names. I have noted that you asked.',
      next: actor.objectId
        ? `Ask an admin of mine to add your object id, ${actor.objectId}.`
        : 'Teams tells me no object id of yours, as of some guests: ask from an account of this organisation.',
      buttons: [],
    });
  return noticeCard({
    level: 'warning',
    title: `This needs the role ${wanted}`,
    text: 'Your role does not allow it. I have noted that you asked.',
    next: `Ask somebody who is ${wanted}, or ask an admin of mine to give you the role.`,
    buttons: [],
  });
}
