import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../src/model/clock.ts';

/** A message as it stands in Teams now. */
export interface Message {
  id: string;
  /** The card's one line. */
  summary: string;
  /** All its text, for a look. */
  text: string;
  /** When it was posted, in milliseconds. */
  at: number;
  edits: number;
  /** What its card said before it was edited, the oldest first. */
  earlier: string[];
  replies: Message[];
}

/** A Teams that offers only the routes that Teams has, and keeps what it was told by channel. */
export interface TeamsChannels {
  url: string;
  /** Root messages, the oldest first. */
  messages(channel: string): Message[];
  /** When each send or edit was taken, in milliseconds, by channel. */
  sends: Map<string, number[]>;
  /** Answers the next requests with these statuses instead. */
  refuse(...statuses: number[]): void;
  close(): Promise<void>;
}

interface Activity {
  summary?: string;
  attachments?: { content?: unknown }[];
}

/** Starts it on a free port of 127.0.0.1; `answersAfterMs`: how long it takes over an answer when the message is there. */
export async function startTeamsChannels(
  clock: Clock,
  { answersAfterMs = () => 0 }: { answersAfterMs?: () => number } = {},
): Promise<TeamsChannels> {
  const roots = new Map<string, Message[]>();
  const byId = new Map<string, Message>();
  const sends = new Map<string, number[]>();
  const refused: number[] = [];
  const made = (activity: Activity): Message => {
    const message = {
      id: `m${byId.size + 1}`,
      summary: '',
      text: '',
      at: clock.now().getTime(),
      edits: 0,
      earlier: [],
      replies: [],
    };
    byId.set(message.id, message);
    return write(message, activity);
  };
  const write = (message: Message, { summary = '', attachments }: Activity) => {
    const text = JSON.stringify(attachments?.[0]?.content ?? '');
    return Object.assign(message, { summary, text });
  };

  function take(method: string, path: string, body: Record<string, unknown>): { status: number; body: unknown } {
    if (method === 'POST' && path === '/v3/conversations') {
      const channel = (body.channelData as { channel: { id: string } }).channel.id;
      const message = made(body.activity as Activity);
      roots.set(channel, [...(roots.get(channel) ?? []), message]);
      count(channel);
      return { status: 201, body: { id: `${channel};messageid=${message.id}`, activityId: message.id } };
    }
    const [, conversation = '', id] = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path) ?? [];
    const [channel = '', root = ''] = decodeURIComponent(conversation).split(';messageid=');
    count(channel);
    const message = byId.get(id === undefined ? root : decodeURIComponent(id));
    if (!message) return { status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } };
    if (method === 'PUT') {
      message.earlier.push(message.text);
      write(message, body as Activity).edits++;
      return { status: 200, body: { id: message.id } };
    }
    const reply = made(body as Activity);
    message.replies.push(reply);
    return { status: 201, body: { id: reply.id } };
  }

  function count(channel: string): void {
    const times = sends.get(channel) ?? [];
    times.push(clock.now().getTime());
    sends.set(channel, times);
  }

  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const status = refused.shift();
    const answer = status
      ? { status, body: { error: { code: 'refused' } } }
      : take(request.method ?? '', request.url ?? '', JSON.parse(text) as Record<string, unknown>);
    const pauseMs = answersAfterMs();
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages: (channel) => roots.get(channel) ?? [],
    sends,
    refuse: (...statuses) => refused.push(...statuses),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
