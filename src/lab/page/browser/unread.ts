import type { Post } from '../post.ts';
import type { State } from './lab-api.ts';

/** What of a place a person has not looked at. */
export interface Unread {
  count: number;
  /** Whether some of it mentions the person. */
  mentioned: boolean;
}

/** Whether somebody else wrote it and the person has not seen it. */
export function isUnread(post: Post, { seen, person }: Pick<State, 'seen' | 'person'>): boolean {
  return post.from !== person && Number(post.id) > Number(seen[post.rootId] ?? 0);
}

/** Whether a message mentions the person. */
export function mentionsMe(post: Post, person: string): boolean {
  return post.mentions?.some(({ id }) => id === person) ?? false;
}

/** What of a conversation the person has not looked at. */
export function unreadIn(conversationId: string, state: State): Unread {
  const fresh = state.posts.filter((post) => post.conversationId === conversationId && isUnread(post, state));
  return { count: fresh.length, mentioned: fresh.some((post) => mentionsMe(post, state.person)) };
}
