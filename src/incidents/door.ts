import type { Logger } from 'pino';
import type { Clock } from '../model/clock.ts';
import { inTime } from '../model/in-time.ts';
import { createDoorCounts } from './door-counts.ts';
import type { Inbox, TakenDelivery } from './inbox.ts';
import { MalformedBody } from './malformed-body.ts';
import type { OpenSource } from './open-sources.ts';
import { createQuietLog } from './quiet-log.ts';
import { readBody } from './read-body.ts';
import { statusOf } from './verify/verifier.ts';

/** Most that a body may have, in bytes; an alert of Azure Monitor has 256 KB at most, an event of Event Grid 1 MB. */
export const bodyLimit = 1024 * 1024;

/** How long storing may take; senders give up after 10 to 30 seconds. */
const storeMs = 8_000;

/** A request to /api/alerts/SOURCE, of whatever server. */
export interface Knock {
  source: string;
  method: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The part of the address after "?", without it. */
  query: string;
  /** Reads the body of so many bytes at most; it is asked for when the sender is believed. Else the status that says why not. */
  read(limit: number): Promise<Buffer | 400 | 413>;
}

/** What goes back; `body` is JSON. */
export interface DoorAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Where alerts come in. */
export interface Door {
  /** Answers when what came is on disk; never throws. */
  knock(request: Knock): Promise<DoorAnswer>;
  /** Prometheus' text format. */
  metrics(): string;
}

/** Opens the door to these sources; what they send goes into the inbox before they are answered. */
export function createDoor(o: {
  sources: ReadonlyMap<string, OpenSource>;
  inbox: Inbox;
  clock: Clock;
  log: Logger;
}): Door {
  const { sources, inbox, clock, log } = o;
  const counts = createDoorCounts();
  const speak = createQuietLog(clock, log);

  function refuse(source: string, status: number, reason: string, answer: Omit<DoorAnswer, 'status'> = {}): DoorAnswer {
    counts.delivery(source, reason);
    speak({ source, reason }, 'a delivery of alerts was refused');
    return { status, ...answer };
  }

  /** Keeps what was not understood for a look; that it cannot be kept changes nothing for its sender. */
  async function malformed(source: string, bytes: Buffer, reason: string): Promise<DoorAnswer> {
    const body = bytes.toString('utf8').replaceAll('\0', '\ufffd');
    await inbox
      .refused({ source, at: clock.now(), reason, body })
      .catch((error: unknown) => log.error({ error, source }, 'a refused body could not be kept'));
    speak({ source, reason }, 'a body was not understood');
    counts.delivery(source, 'malformed');
    return { status: 400, body: { error: reason } };
  }

  /** Whether it is on disk; what takes too long may be there all the same, and come twice. */
  async function stored(delivery: TakenDelivery): Promise<boolean> {
    const { source } = delivery;
    try {
      const done = await inTime(
        clock,
        storeMs,
        inbox.take(delivery).then(() => true),
      );
      if (!done) log.error({ source }, 'alerts could not be stored in time');
      return done === true;
    } catch (error) {
      log.error({ error, source }, 'alerts could not be stored');
      return false;
    }
  }

  async function take({ source, config }: OpenSource, request: Knock, bytes: Buffer): Promise<DoorAnswer> {
    const { name } = source;
    const now = clock.now();
    let count: number;
    try {
      const body = readBody(bytes);
      const handshake = source.handshake?.({ method: 'POST', headers: request.headers, body });
      if (handshake) {
        counts.delivery(name, 'handshake');
        return handshake;
      }
      // It is read here to refuse what is not understood, and again when it is sorted: its bytes are all that is kept.
      count = source.parse(body, { now, config }).length;
    } catch (error) {
      if (error instanceof MalformedBody) return malformed(name, bytes, error.message);
      log.error({ error, source: name }, 'a body could not be read');
      return malformed(name, bytes, 'could not be read');
    }
    if (count > 0) {
      if (!(await stored({ source: name, at: now, body: bytes, count }))) {
        counts.delivery(name, 'not-stored');
        return { status: 503, headers: { 'retry-after': '10' } };
      }
      counts.alerts(name, count);
    }
    counts.delivery(name, 'taken');
    return { status: source.accepted };
  }

  return {
    async knock(request) {
      const open = sources.get(request.source);
      if (!open) return refuse('unknown', 404, 'unknown-source', { body: notHere(sources) });
      const { name } = open.source;
      if (request.method === 'OPTIONS') {
        const answer = open.source.handshake?.({ method: 'OPTIONS', headers: request.headers });
        if (!answer) return refuse(name, 405, 'wrong-method', { headers: { allow: 'POST' } });
        counts.delivery(name, 'handshake');
        return answer;
      }
      if (request.method !== 'POST') return refuse(name, 405, 'wrong-method', { headers: { allow: 'POST' } });
      const disbelief = await open.verify?.(request);
      if (disbelief) {
        const status = statusOf(disbelief);
        return refuse(name, status, disbelief, status === 503 ? { headers: { 'retry-after': '10' } } : {});
      }
      // What is no JSON by its own word may come from a page in somebody's browser.
      if (!isJson(request.headers)) return refuse(name, 415, 'not-json');
      if (!(await inbox.hasRoom(clock.now()))) {
        return refuse(name, 503, 'backlog', { headers: { 'retry-after': '30' } });
      }
      const bytes = await request.read(bodyLimit);
      if (bytes === 400) return refuse(name, 400, 'unreadable');
      if (bytes === 413) return refuse(name, 413, 'too-large');
      return take(open, request, bytes);
    },
    metrics: () => counts.text(),
  };
}

function isJson(headers: Knock['headers']): boolean {
  const type = headers['content-type'];
  const encoding = headers['content-encoding'] ?? 'identity';
  return typeof type === 'string' && /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type) && encoding === 'identity';
}

function notHere(sources: ReadonlyMap<string, OpenSource>) {
  return { error: 'There is no such source of alerts.', sources: [...sources.keys()] };
}
