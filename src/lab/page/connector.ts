import { z } from 'zod';
import type { Answer, Asked, Route } from './answer.ts';
import type { Board } from './board.ts';
import { channels, conversationOf, personalChatId, team } from './channels.ts';
import { activityNotFound, connectorError, conversationNotFound } from './connector-error.ts';
import type { Person } from './people.ts';
import { maxMessageBytes, messageBytes, PostedActivity, shownParts } from './posted-activity.ts';
import { membersOf, rosterAnswer, teamAnswer } from './roster.ts';
import type { Throttle } from './throttle.ts';

const NewConversation = z.object({
  members: z.array(z.object({ id: z.string() })).optional(),
  activity: PostedActivity.optional(),
  channelData: z.object({ channel: z.object({ id: z.string() }).optional() }).optional(),
});

const isChannel = (id: string) => channels.some((channel) => channel.id === id);

/** The connector protocol's routes under /v3, as Teams' service answers them. */
export function connector(o: { board: Board; people: readonly Person[]; throttle: Throttle }): Route {
  const { board, people, throttle } = o;

  function create(body: unknown): Answer {
    const asked = NewConversation.parse(body);
    const channelId = asked.channelData?.channel?.id;
    const person = people.find(({ teamsId, objectId }) =>
      asked.members?.some(({ id }) => id === teamsId || id === objectId),
    );
    const base = channelId ?? (person && personalChatId(person));
    if (base === undefined || (channelId !== undefined && !isChannel(channelId))) return conversationNotFound;
    if (asked.activity === undefined) return { status: 201, body: { id: base } };
    const posted = post(base, asked.activity, body);
    const id = (posted.body as { id?: string }).id;
    return posted.status === 201
      ? { status: 201, body: { id: channelId ? `${base};messageid=${id}` : base, activityId: id } }
      : posted;
  }

  function post(conversationId: string, activity: PostedActivity, raw: unknown): Answer {
    const { base, rootId } = conversationOf(conversationId);
    if (membersOf(people, isChannel, base) === undefined) return conversationNotFound;
    if (rootId !== undefined && board.find(base, rootId) === undefined) return conversationNotFound;
    const refused = tooBig(raw) ?? tooFast(base);
    if (refused) return refused;
    if (activity.type === 'typing') {
      board.tell({ type: 'typing', conversationId: base, ...(rootId ? { rootId } : {}) });
      return { status: 201, body: { id: board.nextId() } };
    }
    const posts = shownParts(activity, people).map((shown) =>
      board.add({ conversationId: base, from: 'bot', ...shown, ...(rootId ? { rootId } : {}) }),
    );
    if (posts.length === 0)
      return connectorError(400, 'BadSyntax', 'Activity has neither text nor an attachment that can be shown.');
    // A message that Teams had to split comes back without an id, so it cannot be edited.
    return { status: 201, body: posts.length === 1 ? { id: posts[0]?.id } : {} };
  }

  function change(conversationId: string, activityId: string, asked: Asked): Answer {
    const { base } = conversationOf(conversationId);
    if (membersOf(people, isChannel, base) === undefined) return conversationNotFound;
    const found = board.find(base, activityId);
    if (found === undefined) return activityNotFound;
    if (found.from !== 'bot')
      return connectorError(403, 'NotEnoughPermissions', 'The bot may change only its own messages.');
    const refused = tooBig(asked.body) ?? tooFast(base);
    if (refused) return refused;
    if (asked.method === 'DELETE') {
      board.remove(found);
      return { status: 200 };
    }
    const shown = shownParts(PostedActivity.parse(asked.body), people).at(-1);
    if (shown === undefined)
      return connectorError(400, 'BadSyntax', 'Activity has neither text nor an attachment that can be shown.');
    board.edit(found, shown);
    return { status: 200, body: { id: activityId } };
  }

  function tooBig(activity: unknown): Answer | undefined {
    const bytes = activity === undefined ? 0 : messageBytes(activity);
    return bytes > maxMessageBytes
      ? connectorError(413, 'MessageSizeTooBig', `Message size too large: ${bytes} bytes.`)
      : undefined;
  }

  function tooFast(conversationId: string): Answer | undefined {
    const wait = throttle.take(conversationId)?.waitSeconds;
    return wait === undefined
      ? undefined
      : connectorError(429, 'TooManyRequests', 'Too many requests to this conversation.', {
          'retry-after': String(wait),
        });
  }

  return (asked) => {
    const [v3, kind, id, what, subId] = asked.url.pathname.slice(1).split('/').map(decodeURIComponent);
    if (v3 !== 'v3') return undefined;
    const on = `${asked.method} ${kind ?? ''}${id ? '/:id' : ''}${what ? `/${what}` : ''}${subId ? '/:sub' : ''}`;
    switch (on) {
      case 'POST conversations':
        return create(asked.body);
      case 'POST conversations/:id/activities':
      case 'POST conversations/:id/activities/:sub':
        return post(id ?? '', PostedActivity.parse(asked.body), asked.body);
      case 'PUT conversations/:id/activities/:sub':
      case 'DELETE conversations/:id/activities/:sub':
        return change(id ?? '', subId ?? '', asked);
      case 'GET conversations/:id/members':
      case 'GET conversations/:id/members/:sub':
      case 'GET conversations/:id/pagedmembers':
        return rosterAnswer(membersOf(people, isChannel, id ?? ''), what === 'pagedmembers' ? what : 'members', subId);
      case 'GET teams/:id':
        return id === team.id ? teamAnswer() : conversationNotFound;
      case 'GET teams/:id/conversations':
        return id === team.id
          ? { status: 200, body: { conversations: channels.map(({ id, name }) => ({ id, name })) } }
          : conversationNotFound;
      default:
        return connectorError(404, 'NotFound', `${asked.method} ${asked.url.pathname} is not part of the connector.`);
    }
  };
}
