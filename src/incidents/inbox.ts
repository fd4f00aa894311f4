/** What a source sent in one request, as it arrived; its reader makes alerts of it, so many. */
export interface TakenDelivery {
  source: string;
  at: Date;
  body: Buffer;
  count: number;
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
  /** False while so much waits to be sorted that senders must keep what they have. */
  hasRoom(now: Date): Promise<boolean>;
  take(delivery: TakenDelivery): Promise<void>;
  refused(body: RefusedBody): Promise<void>;
}
