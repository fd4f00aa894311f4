import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call that the bot made of the connector service. */
export interface ConnectorCall {
  method: string;
  path: string;
  authorization: string | undefined;
  body: {
    summary?: string;
    text?: string;
    attachments?: { contentType: string; content: { body: unknown } }[];
  } & Record<string, unknown>;
}

/** What the connector answers instead of its usual 201 with an id. */
export interface Scripted {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A connector service that writes down what it is told, and can be told what to answer. */
export interface RecordingConnector {
  url: string;
  calls: ConnectorCall[];
  /** Answers the next calls so, one each; then as usual again. */
  script(...answers: Scripted[]): void;
  /** Comes true when so many calls arrived. */
  received(count: number): Promise<ConnectorCall[]>;
  close(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1. */
export async function startRecordingConnector(): Promise<RecordingConnector> {
  const calls: ConnectorCall[] = [];
  const scripted: Scripted[] = [];
  const waiting: { count: number; resolve: (calls: ConnectorCall[]) => void }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { method = '', url: path = '', headers } = request;
    calls.push({ method, path, authorization: headers.authorization, body: JSON.parse(text) });
    const id = `message-${calls.length}`;
    const usual = {
      status: 201,
      body: path === '/v3/conversations' ? { id: `19:made;messageid=7`, activityId: id } : { id },
    };
    const { status, headers: more = {}, body }: Scripted = scripted.shift() ?? usual;
    response.writeHead(status, { 'content-type': 'application/json', ...more });
    response.end(body === undefined ? '' : JSON.stringify(body));
    for (const waiter of waiting) if (calls.length >= waiter.count) waiter.resolve(calls);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    script: (...answers) => scripted.push(...answers),
    received: (count) =>
      new Promise((resolve) => {
        if (calls.length >= count) resolve(calls);
        else waiting.push({ count, resolve });
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
