import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Dialogue, Incoming, Reply } from '../../src/commands/command.ts';
import type { Door } from '../../src/incidents/door.ts';
import type { Card } from '../../src/model/card.ts';
import { createServer, type HttpServer } from '../../src/server.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { Trust } from '../../src/teams/trust.ts';
import { createDrivenClock, type DrivenClock } from './driven-clock.ts';
import { type RecordingConnector, startRecordingConnector } from './recording-connector.ts';

/** Ids that the tests' activities and the bot agree on. */
export const ids = { app: 'b0b00000-0000-4000-8000-000000000001', tenant: '7e7e0000-0000-4000-8000-000000000001' };

/** A bot that listens, with a connector beside it and a dialogue that the test writes. */
export interface BotUnderTest {
  url: string;
  http: HttpServer;
  store: Store;
  clock: DrivenClock;
  connector: RecordingConnector;
  /** What the dialogue was asked. */
  asked: Incoming[];
  /** Lines that were logged. */
  lines: Record<string, unknown>[];
  send(activity: object, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** A card of one line. */
export function card(text: string): Card {
  return {
    template: 'test',
    summary: text,
    json: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] },
  };
}

/** Starts the server as production does, with another trust. */
export async function startBot(
  o: {
    trust?: Partial<Trust>;
    dialogue?: Partial<Dialogue>;
    answer?: (incoming: Incoming) => Promise<Reply>;
    alive?: () => Promise<string[]>;
    door?: Door;
  } = {},
): Promise<BotUnderTest> {
  const connector = await startRecordingConnector();
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-'));
  const store = await openStore({ path: join(folder, 'store.db') });
  const clock = createDrivenClock();
  const asked: Incoming[] = [];
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const trust: Trust = { tenantId: ids.tenant, serviceUrls: ['http://127.0.0.1:*'], anonymous: true, ...o.trust };
  const http = createServer({
    config: {
      appId: trust.anonymous ? '' : ids.app,
      appType: 'UserAssignedMSI',
      tenantId: ids.tenant,
      workSeconds: 60,
      host: '127.0.0.1',
      port: 0,
    },
    trust,
    dialogue: {
      async answer(incoming) {
        asked.push(incoming);
        return o.answer ? o.answer(incoming) : { card: card('the answer') };
      },
      pressed: async () => 'below',
      progress: async () => card('working'),
      ...o.dialogue,
    },
    store,
    clock,
    log,
    ...(o.alive && { alive: o.alive }),
    ...(o.door && { door: o.door }),
  });
  const { url } = await http.listen();
  return {
    ...{ url, http, store, clock, connector, asked, lines },
    send: (activity, headers = {}) =>
      fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ serviceUrl: connector.url, ...activity }),
      }),
    async close() {
      await http.close();
      await store.close();
      await connector.close();
      await rm(folder, { recursive: true });
    },
  };
}
