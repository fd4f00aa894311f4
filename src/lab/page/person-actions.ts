import { z } from 'zod';
import type { Clock } from '../../model/clock.ts';
import { invokeActivity, messageActivity } from './activity.ts';
import type { Answer } from './answer.ts';
import type { Board } from './board.ts';
import { type Delivered, deliver } from './bot-line.ts';
import { channels, personalChatId } from './channels.ts';
import { mentionedAccount } from './mention.ts';
import type { Person } from './people.ts';
import type { Post } from './post.ts';
import type { Reading } from './reading.ts';

const Said = z.object({
  person: z.string(),
  conversationId: z.string(),
  rootId: z.string().optional(),
  text: z.string().trim().min(1).max(4000),
  /** Whether a channel's message begins by mentioning the bot; without, the bot is told only when the text mentions it. */
  toBot: z.boolean().default(true),
  /** Whom "@name" in the text means: object ids, or "bot". */
  mentions: z.array(z.string()).max(20).default([]),
});

const Seen = z.object({ person: z.string(), conversationId: z.string(), postId: z.string() });

const Pressed = z.object({
  person: z.string(),
  conversationId: z.string(),
  postId: z.string(),
  action: z.unknown(),
  trigger: z.enum(['manual', 'automatic']),
});

/** What people do on the page becomes an activity for the bot, as Teams would send it. */
export function personActions(o: {
  board: Board;
  reading: Reading;
  people: readonly Person[];
  bot: () => string;
  serviceUrl: () => string;
  clock: Clock;
}) {
  const { board, reading, people, bot, serviceUrl, clock } = o;

  /** The person, when there is such a person and the conversation is open to them. */
  function allowed(objectId: string, conversationId: string): Person | undefined {
    const person = people.find((it) => it.objectId === objectId);
    const open =
      person && (channels.some(({ id }) => id === conversationId) || personalChatId(person) === conversationId);
    return open ? person : undefined;
  }

  const act = (person: Person, post: Post) => ({
    person,
    serviceUrl: serviceUrl(),
    now: clock.now(),
    conversationId: post.conversationId,
    rootId: post.rootId,
  });

  return {
    /** Shows what a person typed, and tells the bot; in a channel only when it is mentioned. */
    say(body: unknown): Answer {
      const said = Said.parse(body);
      const person = allowed(said.person, said.conversationId);
      if (!person) return { status: 403, body: { message: 'This conversation is not open to that person.' } };
      const channel = channels.some(({ id }) => id === said.conversationId);
      const inThread =
        channel && said.rootId !== undefined && board.find(said.conversationId, said.rootId) !== undefined;
      const mentions = [...new Set(said.mentions)].flatMap((id) => {
        const name = mentionedAccount(id, people)?.name;
        return name && said.text.includes(`@${name}`) ? [{ id, name }] : [];
      });
      const post = board.add({
        conversationId: said.conversationId,
        from: person.objectId,
        text: said.text,
        ...(channel && said.toBot && { mention: true }),
        ...(mentions.length > 0 && { mentions }),
        ...(inThread && said.rootId && { rootId: said.rootId }),
      });
      if (!channel || post.mention || mentions.some(({ id }) => id === 'bot'))
        void deliver(bot(), messageActivity(act(person, post), post, people)).then((delivered) =>
          tellTrouble(board, post, delivered),
        );
      return { status: 202, body: { id: post.id, rootId: post.rootId } };
    },

    /** Notes that a person looked at a message, and so at what stands above it in its thread. */
    see(body: unknown): Answer {
      const { person, conversationId, postId } = Seen.parse(body);
      const post = allowed(person, conversationId) && board.find(conversationId, postId);
      if (!post) return { status: 404, body: { message: 'The message is gone.' } };
      const { rootId } = post;
      if (reading.see(person, rootId, postId)) board.tell({ type: 'seen', person, rootId, postId });
      return { status: 200, body: {} };
    },

    /** Sends a pressed button to the bot and gives its invoke response { statusCode, type, value }. */
    async press(body: unknown): Promise<Answer> {
      const pressed = Pressed.parse(body);
      const person = allowed(pressed.person, pressed.conversationId);
      const post = board.find(pressed.conversationId, pressed.postId);
      if (!person || !post) return { status: 404, body: { message: 'The message is gone.' } };
      const { action, trigger } = pressed;
      return {
        status: 200,
        body: invokeResponse(
          await deliver(bot(), invokeActivity(act(person, post), { replyToId: post.id, action, trigger })),
        ),
      };
    },
  };
}

const InvokeResponse = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });

/** The bot's own answer when it has the right shape; otherwise what Teams would say. */
function invokeResponse(delivered: Delivered): z.infer<typeof InvokeResponse> {
  const answer = 'failed' in delivered ? undefined : InvokeResponse.safeParse(delivered.body);
  if (answer?.success) return answer.data;
  const why =
    'failed' in delivered ? delivered.failed : `it answered ${delivered.status} with nothing that Teams understands`;
  const value = { code: 'BotUnreachable', message: `Unable to reach app: ${why}. Please try again.` };
  return { statusCode: 502, type: 'application/vnd.microsoft.error', value };
}

function tellTrouble(board: Board, post: Post, delivered: Delivered): void {
  const why =
    'failed' in delivered ? delivered.failed : delivered.status >= 400 ? `HTTP ${delivered.status}` : undefined;
  if (why === undefined) return;
  const { conversationId, rootId } = post;
  board.add({
    conversationId,
    rootId,
    from: 'bot',
    notice: true,
    text: `Watchkeeper could not take this message: ${why}.`,
  });
}
