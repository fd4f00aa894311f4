import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import restify, { type Response, type Server } from 'restify';
import type { Dialogue } from './commands/command.ts';
import type { Door } from './incidents/door.ts';
import type { Clock } from './model/clock.ts';
import type { Store } from './store/store.ts';
import { aboutPages } from './teams/about-pages.ts';
import { createAdapter } from './teams/adapter.ts';
import { createBot } from './teams/bot.ts';
import { createCounts } from './teams/counts.ts';
import type { GateDoor } from './teams/gate-door.ts';
import type { ServerConfig } from './teams/listen-config.ts';
import { createMessenger, type Messenger } from './teams/messenger.ts';
import { deliveryFaults } from './teams/outbox/delivery-faults.ts';
import { gauges } from './teams/outbox/gauges.ts';
import { type Sender, startSender } from './teams/outbox/start-sender.ts';
import { receiveActivity } from './teams/receive-activity.ts';
import { takeAlerts } from './teams/receive-alerts.ts';
import { takeGate } from './teams/receive-gate.ts';
import { checkStartConditions } from './teams/start-conditions.ts';
import type { TeamsConfig } from './teams/teams-config.ts';
import type { Trust } from './teams/trust.ts';

export { type ServerConfig, serverConfig } from './teams/listen-config.ts';

/** The HTTP side of the process. */
export interface HttpServer {
  server: Server;
  messenger: Messenger;
  /** Sends what is put out; it is woken when something was. */
  sender: Sender;
  /** Listens at the configured address. */
  listen(): Promise<{ url: string }>;
  /** Takes no more requests, ends the work on questions and delivers what came of it. */
  close(): Promise<void>;
}

/** Puts the Teams side behind HTTP; ConfigError when it would believe, or be believed by, the wrong people. */
export function createServer(o: {
  config: TeamsConfig & ServerConfig;
  trust: Trust;
  dialogue: Dialogue;
  store: Store;
  clock: Clock;
  log: Logger;
  /** Takes what is posted to /api/alerts/SOURCE; undefined leaves that address unanswered. */
  door?: Door;
  /** Answers POST /api/gate; undefined leaves that address unanswered. */
  gate?: GateDoor | undefined;
  /** What was measured elsewhere, in Prometheus' text format. */
  measured?: () => Promise<string>;
  /** Names what does not work beside the store; nothing when the process can do its job. */
  alive?: () => Promise<readonly string[]>;
}): HttpServer {
  const { config, trust, dialogue, store, clock, log } = o;
  checkStartConditions(config, trust);
  const adapter = createAdapter(config, trust);
  const counts = createCounts();
  const wire = { connectors: adapter.connectors, appId: config.appId, clock, counts };
  const messenger = createMessenger(wire);
  const sender = startSender({ store, messenger: createMessenger({ ...wire, once: true }), clock, log, counts });
  const bot = createBot({ dialogue, store, messenger, clock, workMs: config.workSeconds * 1000 });
  const receive = receiveActivity({ adapter, bot, trust, appId: config.appId, clock, log, counts });

  const server = restify.createServer({ name: 'watchkeeper', log: log as never });
  // A body that trickles in holds a connection no longer than this.
  server.server.requestTimeout = 30_000;
  // restify would answer with the error's own message.
  server.on('restifyError', (_, response: Response, error: Error & { statusCode?: number }, done: () => void) => {
    if ((error.statusCode ?? 500) >= 500) {
      log.error({ error }, 'a request failed');
      // By restify's own way, or it would answer once more.
      if (!response.headersSent) response.send(500);
    }
    done();
  });
  if (o.door) takeAlerts(server.server, o.door, log);
  if (o.gate) takeGate(server, o.gate, log);
  server.post('/api/messages', async (request, response) => {
    const { status, body, afterwards } = await receive(request);
    send(response, status, body);
    afterwards?.();
  });
  for (const [path, text] of Object.entries(aboutPages))
    server.get(path, async (_, response) => sendText(response, text));
  server.get('/healthz', async (_, response) => send(response, 200, { status: 'ok' }));
  server.get('/readyz', async (_, response) => {
    const failing = [...(await storeFaults(store, clock.now(), log)), ...((await o.alive?.()) ?? [])];
    send(response, failing.length === 0 ? 200 : 503, { status: failing.length === 0 ? 'ready' : 'not ready', failing });
  });
  server.get('/metrics', async (_, response) => {
    const text = counts.text({
      ...(await gauges(store, clock.now())),
      watchkeeper_questions_underway: bot.underway(),
      process_resident_memory_bytes: process.memoryUsage.rss(),
      process_uptime_seconds: Math.round(process.uptime()),
    });
    sendText(
      response,
      text + (o.door?.metrics() ?? '') + (o.gate?.metrics() ?? '') + ((await o.measured?.()) ?? ''),
      'text/plain; version=0.0.4',
    );
  });

  return {
    server,
    messenger,
    sender,
    async listen() {
      await new Promise<void>((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(config.port, config.host, () => resolve());
      });
      const { address, port, family } = server.address() as AddressInfo;
      return { url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}` };
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.server.close(() => resolve()));
      await bot.stop();
      await sender.close();
      // Answers that are on their way go out; connections that are kept alive for more do not hold us.
      const sweeping = setInterval(() => server.server.closeIdleConnections(), 10);
      const cutting = setTimeout(() => server.server.closeAllConnections(), 2_000);
      await closed;
      clearInterval(sweeping);
      clearTimeout(cutting);
    },
  };
}

/** The store, when it does not answer; else what stands in the way of what is to be told. */
async function storeFaults(store: Store, now: Date, log: Logger): Promise<string[]> {
  try {
    return await deliveryFaults(store, now);
  } catch (error) {
    log.error({ error }, 'the store does not answer');
    return ['store'];
  }
}

function sendText(response: ServerResponse, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(200, { 'content-type': type });
  response.end(text);
}

function send(response: ServerResponse, status: number, body?: unknown): void {
  if (body === undefined) {
    response.writeHead(status, { 'content-length': 0 });
    response.end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
