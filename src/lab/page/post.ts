import type { ApiState } from './azure-mood.ts';
import type { Mention } from './mention.ts';

/** A message in a conversation, as the page shows it. */
export interface Post {
  /** Epoch milliseconds as a string, as Teams numbers messages. */
  id: string;
  /** The channel or personal chat, without ";messageid=". */
  conversationId: string;
  /** The first message of its thread: its own id when it started one. In a personal chat always its own. */
  rootId: string;
  /** Who wrote it: an Entra object id, or "bot". */
  from: string;
  at: string;
  /** Somebody whom it mentions stands in it as "@name". */
  text?: string;
  /** Whether it mentions the bot before its text; the text itself is without that mention. */
  mention?: boolean;
  /** Whom its text or its card mentions. */
  mentions?: Mention[];
  /** Adaptive Card JSON. */
  card?: unknown;
  summary?: string;
  /** How often it was edited; the page highlights an edit. */
  edits: number;
  /** Set when it says that something went wrong on the way, rather than what a person or the bot said. */
  notice?: boolean;
}

/** The scenario that was chosen last, and whether it was healed since. */
export interface Playing {
  name: string;
  healed: boolean;
}

/** What happens on the board, for everybody who looks at it. */
export type Happening =
  | { type: 'post'; post: Post }
  | { type: 'edit'; post: Post }
  | { type: 'delete'; conversationId: string; id: string }
  | { type: 'typing'; conversationId: string; rootId?: string }
  /** A person saw a thread up to a message; told to that person alone. */
  | { type: 'seen'; person: string; rootId: string; postId: string }
  | { type: 'range'; playing: Playing | undefined; apis: ApiState[] };
