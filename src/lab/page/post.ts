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
  text?: string;
  /** Whether the text mentions the bot; the text itself is without the mention. */
  mention?: boolean;
  /** Adaptive Card JSON. */
  card?: unknown;
  summary?: string;
  /** How often it was edited; the page highlights an edit. */
  edits: number;
  /** Set when it says that something went wrong on the way, rather than what a person or the bot said. */
  notice?: boolean;
}

/** What happens on the board, for everybody who looks at it. */
export type Happening =
  | { type: 'post'; post: Post }
  | { type: 'edit'; post: Post }
  | { type: 'delete'; conversationId: string; id: string }
  | { type: 'typing'; conversationId: string; rootId?: string };
