import type { Clock } from '../../model/clock.ts';
import type { Happening, Post } from './post.ts';

/** Every conversation's messages in the order they came, and everybody who watches them. */
export class Board {
  readonly #posts = new Map<string, Post>();
  readonly #watchers = new Set<(happening: Happening) => void>();
  readonly #clock: Clock;
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A message id as Teams makes them: the time in milliseconds, never twice. */
  nextId(): string {
    this.#lastId = Math.max(this.#lastId + 1, this.#clock.now().getTime());
    return String(this.#lastId);
  }

  /** Adds a message; without a root it starts a thread of its own. */
  add(post: Omit<Post, 'id' | 'at' | 'edits' | 'rootId'> & { rootId?: string }): Post {
    const id = this.nextId();
    const added: Post = { ...post, id, rootId: post.rootId ?? id, at: this.#clock.now().toISOString(), edits: 0 };
    this.#posts.set(id, added);
    this.tell({ type: 'post', post: added });
    return added;
  }

  /** Replaces what a message says, in place. */
  edit(post: Post, says: Pick<Post, 'text' | 'card' | 'summary' | 'mentions'>): Post {
    const { text: _text, card: _card, summary: _summary, mentions: _mentions, ...kept } = post;
    const edited: Post = { ...kept, ...says, edits: post.edits + 1 };
    this.#posts.set(post.id, edited);
    this.tell({ type: 'edit', post: edited });
    return edited;
  }

  remove(post: Post): void {
    this.#posts.delete(post.id);
    this.tell({ type: 'delete', conversationId: post.conversationId, id: post.id });
  }

  find(conversationId: string, id: string): Post | undefined {
    const post = this.#posts.get(id);
    return post?.conversationId === conversationId ? post : undefined;
  }

  in(conversationIds: readonly string[]): Post[] {
    return [...this.#posts.values()].filter((post) => conversationIds.includes(post.conversationId));
  }

  tell(happening: Happening): void {
    for (const watcher of this.#watchers) watcher(happening);
  }

  /** Calls back for everything from now on; the returned function ends it. */
  watch(watcher: (happening: Happening) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}
