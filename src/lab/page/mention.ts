import { z } from 'zod';
import { botAccount, type Person } from './people.ts';

/** Somebody whom a message mentions: an Entra object id or "bot", and the name that stands in the text after an @. */
export interface Mention {
  id: string;
  name: string;
}

/** A mention as the Bot Framework writes it; `text` is what stands for it in the message, tags included. */
export const MentionEntity = z.object({
  type: z.literal('mention'),
  text: z.string(),
  mentioned: z.object({ id: z.string(), name: z.string().optional() }),
});

/** Whom entities mention; an id may be Teams', Entra's, or the address. */
export function mentionsIn(entities: unknown, people: readonly Person[]): Mention[] {
  if (!Array.isArray(entities)) return [];
  return entities.flatMap((it) => {
    const entity = MentionEntity.safeParse(it);
    if (!entity.success) return [];
    const { id } = entity.data.mentioned;
    const person = people.find(({ teamsId, objectId, email }) => [teamsId, objectId, email].includes(id));
    const name = /^<at>(.*)<\/at>$/.exec(entity.data.text)?.[1] ?? entity.data.mentioned.name ?? '';
    return [{ id: person?.objectId ?? (id === botAccount.id ? 'bot' : id), name }];
  });
}

/** The account that Teams names for somebody who was mentioned. */
export function mentionedAccount(id: string, people: readonly Person[]): { id: string; name: string } | undefined {
  if (id === 'bot') return botAccount;
  const person = people.find(({ objectId }) => objectId === id);
  return person && { id: person.teamsId, name: person.name };
}
