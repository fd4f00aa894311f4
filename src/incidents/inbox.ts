import type { Alert } from '../model/alert.ts';

/** Alerts that a source sent in one request. */
export interface TakenDelivery {
  source: string;
  at: Date;
  alerts: Alert[];
}

/** A body that its source's reader refused. */
export interface RefusedBody {
  source: string;
  at: Date;
  /** What is wrong with it, in our words. */
  reason: string;
  /** What arrived, as text without NUL characters; as long as a body may be. */
  body: string;
}

/** Where the door puts what it took; each call answers when it is on disk, and throws when it cannot be. */
export interface Inbox {
  take(delivery: TakenDelivery): Promise<void>;
  refused(body: RefusedBody): Promise<void>;
}
