import { createHash } from 'node:crypto';
import type { Clock } from '../../model/clock.ts';
import type { World } from '../world/world.ts';
import type { Call } from './call.ts';
import { type Admission, QueryQueue } from './query-queue.ts';

const THREE_MINUTES = 180_000;
const MOST_IDENTITIES = 1_000;
const limits = {
  query: { running: 5, waiting: 200, patienceMs: THREE_MINUTES },
  search: { running: 2, waiting: 200, patienceMs: THREE_MINUTES },
};

/** What is left of a quota, and when it is whole again (ms). */
export interface Quota {
  allowed: boolean;
  remaining: number;
  resetsAfterMs: number;
}

/** So many requests in so many seconds, counted from the first. */
class RequestWindow {
  #since = Number.NEGATIVE_INFINITY;
  #used = 0;

  take(now: Date, most: number, seconds: number): Quota {
    const at = now.getTime();
    if (at - this.#since >= seconds * 1_000) [this.#since, this.#used] = [at, 0];
    const allowed = this.#used < most;
    if (allowed) this.#used++;
    return { allowed, remaining: most - this.#used, resetsAfterMs: this.#since + seconds * 1_000 - at };
  }
}

class Quotas {
  readonly #windows = new Map<string, RequestWindow>();
  readonly #queues = new Map<string, QueryQueue>();

  take(call: Call, what: string, most: number, seconds: number): Quota {
    return found(this.#windows, `${what}/${identity(call)}`, () => new RequestWindow()).take(call.now, most, seconds);
  }

  enter(call: Call, way: 'query' | 'search', clock: Clock): Promise<Admission> | Admission {
    return found(this.#queues, `${way}/${identity(call)}`, () => new QueryQueue(limits[way])).enter(clock);
  }
}

function found<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MOST_IDENTITIES) kept.clear();
  const made = make();
  kept.set(key, made);
  return made;
}

/** Quotas count by who asks, as the token tells it; the token itself is not kept. */
function identity(call: Call): string {
  return createHash('sha256')
    .update(call.headers.authorization ?? '')
    .digest('hex');
}

const enforced = new WeakMap<World, Quotas>();

/** From now on this world's services count requests: Resource Graph 15 in 5 s, Log Analytics 200 in 30 s and 5 at once. */
export function enforceQuotas(world: World): void {
  enforced.set(world, new Quotas());
}

/** The quotas of a world, when it has any. */
export function quotasOf(world: World): Quotas | undefined {
  return enforced.get(world);
}
