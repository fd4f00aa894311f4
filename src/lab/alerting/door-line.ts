import type { Logger } from 'pino';

/** A body on its way to a source's door. */
export interface AlertPost {
  source: string;
  body: unknown;
}

/** Posts to the bot's door for alerts, as Azure does: again and again while it says that it cannot take them now. */
export interface DoorLine {
  /** Takes bodies to be posted; they go out in the order given, some at the same time. */
  post(posts: readonly AlertPost[]): void;
  /** Comes when nothing waits to be posted. */
  idle(): Promise<void>;
  /** Posts nothing more. */
  close(): Promise<void>;
}

/** So many requests are under way at the same time. */
const atOnce = 16;
const mostTries = 5;

/** Opens the line; `door` is the address of /api/alerts/ with the slash. */
export function doorLine({ door, log }: { door: () => string; log: Logger }): DoorLine {
  const waiting: AlertPost[] = [];
  const workers = new Set<Promise<void>>();
  const ended = new AbortController();

  async function send({ source, body }: AlertPost): Promise<void> {
    for (let tries = 1; ; tries++) {
      const response = await fetch(new URL(source, door()), {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        signal: AbortSignal.any([ended.signal, AbortSignal.timeout(30_000)]),
      });
      const answer = await response.text();
      if (response.ok) return;
      if (response.status === 503 && tries < mostTries) continue;
      log.warn({ source, status: response.status, answer }, 'the door did not take an alert');
      return;
    }
  }

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next && !ended.signal.aborted; next = waiting.shift()) {
      try {
        await send(next);
      } catch (error) {
        if (!ended.signal.aborted) log.warn({ error, source: next.source }, 'an alert did not reach the door');
      }
    }
  }

  async function idle(): Promise<void> {
    while (workers.size > 0) await Promise.all(workers);
  }

  return {
    post(posts) {
      waiting.push(...posts);
      for (let free = Math.min(atOnce - workers.size, waiting.length); free > 0; free--) {
        const worker = work().finally(() => workers.delete(worker));
        workers.add(worker);
      }
    },
    idle,
    close() {
      waiting.length = 0;
      ended.abort();
      return idle();
    },
  };
}
