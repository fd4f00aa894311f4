import type { Clock } from '../../model/clock.ts';

/** Teams' published limits for sending to one conversation: so many requests in so many seconds. */
const limits = [
  { requests: 7, seconds: 1 },
  { requests: 8, seconds: 2 },
  { requests: 60, seconds: 30 },
  { requests: 1800, seconds: 3600 },
];

/** Counts what is sent to each conversation; off until it is switched on. */
export class Throttle {
  on = false;
  readonly #sent = new Map<string, number[]>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes one request, or says how many seconds the sender must wait. */
  take(conversationId: string): { waitSeconds: number } | undefined {
    if (!this.on) return undefined;
    const now = this.#clock.now().getTime();
    const times = (this.#sent.get(conversationId) ?? []).filter((time) => time > now - 3_600_000);
    for (const { requests, seconds } of limits) {
      const inWindow = times.filter((time) => time > now - seconds * 1000);
      const oldest = inWindow[inWindow.length - requests];
      if (oldest !== undefined) return { waitSeconds: Math.max(1, Math.ceil((oldest + seconds * 1000 - now) / 1000)) };
    }
    this.#sent.set(conversationId, [...times, now]);
    return undefined;
  }
}
