import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An activity as the page sent it. */
export interface Received {
  type: string;
  id: string;
  text?: string;
  name?: string;
  replyToId?: string;
  serviceUrl: string;
  value?: { action: { verb?: string; data?: unknown }; trigger: string };
  from: { id: string; name: string; aadObjectId: string };
  conversation: { id: string; conversationType: string; tenantId: string };
  channelData: Record<string, unknown>;
  entities: Record<string, unknown>[];
  attachments?: { contentType: string; content: unknown }[];
}

/** What a bot answers over HTTP. */
export interface BotAnswer {
  status: number;
  body?: unknown;
}

/** A bot of a few lines on 127.0.0.1; `take` says what it does with each activity. */
export async function startTinyBot(
  take: (activity: Received, connector: ReturnType<typeof connectorOf>) => Promise<BotAnswer>,
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const activity = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Received;
    received.push(activity);
    const { status, body } = await take(activity, connectorOf(activity.serviceUrl));
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The connector's calls that a bot makes, as plain HTTP. */
export function connectorOf(serviceUrl: string) {
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${serviceUrl}v3/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (text === '' ? undefined : JSON.parse(text)) as
      | { id?: string; activityId?: string; error?: { code: string } }
      | undefined;
    return { status: response.status, body: json, retryAfter: response.headers.get('retry-after') };
  };
  const path = (conversationId: string, activityId?: string) =>
    `conversations/${encodeURIComponent(conversationId)}/activities${activityId ? `/${encodeURIComponent(activityId)}` : ''}`;
  return {
    ask,
    create: (parameters: unknown) => ask('POST', 'conversations', parameters),
    post: (conversationId: string, activity: unknown) => ask('POST', path(conversationId), activity),
    edit: (conversationId: string, activityId: string, activity: unknown) =>
      ask('PUT', path(conversationId, activityId), activity),
    remove: (conversationId: string, activityId: string) => ask('DELETE', path(conversationId, activityId)),
  };
}

/** A message that shows a card and nothing else. */
export function cardMessage(card: Record<string, unknown>, summary = 'A card') {
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

/** A card with one line and, if given, buttons. */
export function oneLineCard(text: string, ...actions: Record<string, unknown>[]) {
  return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text, wrap: true }], actions };
}
