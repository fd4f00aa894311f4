import type { Answer } from './answer.ts';
import { conversationOf, personalChatId, team } from './channels.ts';
import { conversationNotFound } from './connector-error.ts';
import { labTenantId, type Person } from './people.ts';

/** Who is in a conversation: everybody in a channel, its owner in a personal chat; undefined when there is none. */
export function membersOf(
  people: readonly Person[],
  isChannel: (id: string) => boolean,
  conversationId: string,
): Person[] | undefined {
  const { base } = conversationOf(conversationId);
  if (isChannel(base)) return [...people];
  const owner = people.find((person) => personalChatId(person) === base);
  return owner && [owner];
}

/** Answers members, one page of members, or one member, as the connector does. */
export function rosterAnswer(
  members: Person[] | undefined,
  what: 'members' | 'pagedmembers',
  memberId: string | undefined,
): Answer {
  if (members === undefined) return conversationNotFound;
  if (memberId === undefined) {
    const all = members.map(account);
    return { status: 200, body: what === 'members' ? all : { members: all } };
  }
  const member = members.find(({ teamsId, objectId }) => teamsId === memberId || objectId === memberId);
  return member
    ? { status: 200, body: account(member) }
    : {
        status: 404,
        body: { error: { code: 'MemberNotFoundInConversation', message: 'Member not found in conversation.' } },
      };
}

/** The team as GET /v3/teams/{id} gives it. */
export function teamAnswer(): Answer {
  return { status: 200, body: { id: team.id, name: team.name, aadGroupId: team.aadGroupId } };
}

function account({ teamsId, objectId, name, email, guest }: Person) {
  const [givenName, surname] = name.split(' ');
  return {
    id: teamsId,
    name,
    objectId,
    aadObjectId: objectId,
    givenName,
    surname,
    email,
    userPrincipalName: email,
    tenantId: labTenantId,
    userRole: guest ? 'guest' : 'user',
  };
}
