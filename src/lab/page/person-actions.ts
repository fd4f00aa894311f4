import { z } from 'zod';
import type { Clock } from '../../model/clock.ts';
import { invokeActivity, messageActivity } from './activity.ts';
import type { Answer } from './answer.ts';
import type { Board } from './board.ts';
import { type Delivered, deliver } from './bot-line.ts';
import { channels, personalChatId } from './channels.ts';
import type { Person } from './people.ts';
import type { Post } from './post.ts';

const Said = z.object({
  person: z.string(),
  conversationId: z.string(),
  rootId: z.string().optional(),
  text: z.string().trim().min(1).max(4000),
});

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
  people: readonly Person[];
  bot: () => string;
  serviceUrl: () => string;
  clock: Clock;
}) {
  const { board, people, bot, serviceUrl, clock } = o;

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
    /** Shows what a person typed, and tells the bot; a channel's message mentions it. */
    say(body: unknown): Answer {
      const said = Said.parse(body);
      const person = allowed(said.person, said.conversationId);
      if (!person) return { status: 403, body: { message: 'This conversation is not open to that person.' } };
      const mention = channels.some(({ id }) => id === said.conversationId);
      const inThread =
        mention && said.rootId !== undefined && board.find(said.conversationId, said.rootId) !== undefined;
      const post = board.add({
        conversationId: said.conversationId,
        from: person.objectId,
        text: said.text,
        ...(mention ? { mention } : {}),
        ...(inThread && said.rootId ? { rootId: said.rootId } : {}),
      });
      void deliver(bot(), messageActivity(act(person, post), post)).then((delivered) =>
        tellTrouble(board, post, delivered),
      );
      return { status: 202, body: { id: post.id, rootId: post.rootId } };
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
