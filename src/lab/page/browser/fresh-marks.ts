import type { Post } from '../post.ts';
import { element } from './element.ts';

/** Marks what is unread in a conversation, until it was in sight: a line above it, a dot on its thread, and a way to jump there. */
export function freshMarks(o: { list: HTMLElement; isUnread(post: Post): boolean; saw(post: Post): void }) {
  const { list } = o;
  const waiting = new Map<string, { post: Post; view: HTMLElement }>();
  const jump = element('button', { type: 'button', class: 'jump', hidden: true });
  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const found = isIntersecting && waiting.get(target.getAttribute('data-post') ?? '');
      if (found) o.saw(found.post);
    }
  });

  jump.addEventListener('click', () => {
    const [first] = waiting.values();
    first?.view.scrollIntoView({ block: 'center' });
    first?.view.focus({ preventScroll: true });
  });

  function refresh(): void {
    for (const [id, { post, view }] of waiting) {
      if (o.isUnread(post)) continue;
      waiting.delete(id);
      sight.unobserve(view);
    }
    const counts = new Map<string, number>();
    for (const { post } of waiting.values()) counts.set(post.rootId, (counts.get(post.rootId) ?? 0) + 1);
    for (const thread of list.querySelectorAll<HTMLElement>('.thread')) {
      const count = counts.get(thread.dataset.thread ?? '') ?? 0;
      thread.classList.toggle('thread-unread', count > 0);
      thread.setAttribute('aria-label', count > 0 ? `Thread, ${count} new` : 'Thread');
    }
    jump.hidden = waiting.size === 0;
    jump.textContent = waiting.size === 1 ? '1 new message' : `${waiting.size} new messages`;
  }

  return {
    jump,
    refresh,
    /** Draws the line above the first new message of each thread. */
    divide(posts: Post[]) {
      const divided = new Set<string>();
      for (const post of posts.filter(o.isUnread)) {
        if (divided.has(post.rootId)) continue;
        divided.add(post.rootId);
        const view = list.querySelector(`[data-post="${CSS.escape(post.id)}"]`);
        view?.before(element('p', { class: 'fresh' }, element('span', {}, 'New')));
      }
    },
    /** Waits until an unread message comes into sight. */
    watch(post: Post, view: HTMLElement | null) {
      const before = waiting.get(post.id);
      if (before) sight.unobserve(before.view);
      if (!view || !o.isUnread(post)) return;
      waiting.set(post.id, { post, view });
      sight.observe(view);
      refresh();
    },
    forget(postId: string) {
      waiting.delete(postId);
      refresh();
    },
    close: () => sight.disconnect(),
  };
}
