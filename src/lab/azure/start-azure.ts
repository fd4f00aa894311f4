import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TokenCredential } from '@azure/core-auth';
import type { Transport } from '../../azure/transport.ts';
import type { Clock } from '../../model/clock.ts';
import type { Faults } from '../world/faults.ts';
import type { World } from '../world/world.ts';
import { type Answer, type Call, jsonBody } from './call.ts';
import { audienceOf, labCredential } from './lab-token.ts';
import { hostHeader, labTransport } from './lab-transport.ts';
import { parametersOf } from './prometheus.ts';
import { readBody } from './read-body.ts';
import { recordActivity } from './record-activity.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import { route } from './route.ts';
import { warmUp } from './warm-up.ts';

/** The fake Azure while it runs. */
export interface RunningAzure {
  /** "http://127.0.0.1:41234". */
  url: string;
  /** Leads the unchanged SDK clients here. */
  transport: Transport;
  credential: TokenCredential;
  faults: Faults;
  requests: RequestLog;
  close(): Promise<void>;
}

/** Starts one local server that speaks every API of Azure that we use, about one world; `warm` loads the KQL engine before the first question. */
export async function startAzure(options: { world: World; clock: Clock; warm?: boolean }): Promise<RunningAzure> {
  const { world, clock } = options;
  const requests = new RequestLog();
  world.clock = clock;
  if (options.warm) warmUp(world);
  const server = createServer((request, response) => {
    serve(request, response, { world, clock, requests }).catch((failure: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          error: { code: 'LabError', message: String(failure instanceof Error ? failure.stack : failure) },
        }),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    transport: labTransport(url),
    credential: labCredential,
    faults: world.faults,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

const mostUnread = 10_000_000;

interface Running {
  world: World;
  clock: Clock;
  requests: RequestLog;
}

async function serve(request: IncomingMessage, response: ServerResponse, running: Running): Promise<void> {
  const { world, clock, requests } = running;
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { service, host, path } = route(String(request.headers[hostHeader] ?? ''), decodeURIComponent(url.pathname));
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]));
  const call: Call = {
    world,
    now: clock.now(),
    method: request.method ?? 'GET',
    host,
    path,
    query: url.searchParams,
    headers,
    body: await readBody(request),
    fault: world.faults.meet(service.api, host + path, request.method),
    correlationId: randomUUID(),
  };

  const started = performance.now();
  const entry: LoggedRequest = { at: call.now, api: service.api, method: call.method, host, path };
  const query = service.api === 'prometheus' ? parametersOf(call).get('query') : jsonBody(call)?.query;
  if (typeof query === 'string') entry.kql = query;
  requests.add(entry);
  response.once('close', () => {
    entry.durationMs = performance.now() - started;
    if (response.writableFinished) entry.status = response.statusCode;
    requests.done(entry);
  });

  if (call.fault?.hang) return;
  if (call.fault?.reset) return void request.socket.destroy();
  const admitted = await service.admit?.(call, clock);
  if (typeof admitted === 'function') {
    response.once('close', admitted);
    if (response.destroyed) return admitted();
  } else if (admitted) return send(response, admitted);
  const patience = patienceMs(call);
  const latency = call.fault?.latencyMs ?? 0;
  if (latency > 0) await new Promise<void>((wake) => clock.after(Math.min(latency, patience), wake));
  if (call.fault?.loses) {
    decide(service, call);
    return void request.socket.destroy();
  }
  if (response.destroyed) return;
  // Resource Manager and the registries name every request; the API server does not.
  if (/^management\.|\.azurecr\.io$/.test(host)) response.setHeader('x-ms-correlation-request-id', call.correlationId);
  const answer = latency > patience ? service.refuse(504, call) : decide(service, call);
  if (answer.stream) sendLines(response, answer, clock);
  else send(response, answer);
}

/** How long the service may take: Log Analytics ends a query with 504 after `Prefer: wait=N` seconds. */
function patienceMs(call: Call): number {
  const seconds = /(?:^|[,;\s])wait=(\d+)/.exec(call.headers.prefer ?? '')?.[1];
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1_000;
}

function decide(service: ReturnType<typeof route>['service'], call: Call): Answer {
  const token = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1];
  const audience = token && audienceOf(token);
  // A registry hands out tokens of its own and answers without one by a challenge.
  const anonymous = service.api === 'registry';
  if (!anonymous && (!token || (audience !== undefined && !service.audiences.test(audience))))
    return service.refuse(401, call);
  const { status, retryAfterSeconds } = call.fault ?? {};
  if (!status) return answered(service, call);
  const refused = service.refuse(status, call);
  return retryAfterSeconds === undefined
    ? refused
    : { ...refused, headers: { ...refused.headers, 'retry-after': String(retryAfterSeconds) } };
}

function answered(service: ReturnType<typeof route>['service'], call: Call): Answer {
  const answer = service.answer(call);
  recordActivity(service, call, answer);
  return answer;
}

function send(response: ServerResponse, answer: Answer): void {
  const text =
    answer.body === undefined ? '' : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...answer.headers,
  });
  response.end(text);
}

function sendLines(response: ServerResponse, { status, stream }: Answer, clock: Clock): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.flushHeaders();
  const out = {
    write(value: object) {
      response.write(`${JSON.stringify(value)}\n`);
      // Who does not read is let go.
      if (response.writableLength > mostUnread) response.destroy();
    },
    end: () => void response.end(),
  };
  response.once('close', stream?.(out, clock) ?? (() => undefined));
}
