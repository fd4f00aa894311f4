import type { Happening, Post } from '../post.ts';
import { element } from './element.ts';
import type { Conversation } from './lab-api.ts';
import { type PostSurroundings, postView } from './post-view.ts';

/** What the threads need from the page around them. */
export interface ConversationSurroundings extends PostSurroundings {
  reply(rootId: string): void;
  /** Called with true when there is nothing to show. */
  empty(isEmpty: boolean): void;
}

/** The messages of one conversation, kept up to date in place. */
export function conversationView(conversation: Conversation, posts: Post[], around: ConversationSurroundings) {
  const list = element('div', {
    class: `threads threads-${conversation.kind}`,
    role: 'log',
    'aria-label': `Messages in ${conversation.name}`,
  });
  const threads = new Map<string, HTMLElement>();
  const typing = element('p', { class: 'typing', role: 'status', hidden: true }, 'Watchkeeper is looking…');

  function threadOf(post: Post): HTMLElement {
    const existing = threads.get(post.rootId);
    if (existing) return existing;
    const replies = element('div', { class: 'posts' });
    const thread = element('section', { class: 'thread', 'data-thread': post.rootId, 'aria-label': 'Thread' }, replies);
    if (conversation.kind === 'channel') {
      const button = element('button', { type: 'button', class: 'reply' }, 'Reply');
      button.addEventListener('click', () => around.reply(post.rootId));
      thread.append(button);
    }
    threads.set(post.rootId, thread);
    list.append(thread);
    return thread;
  }

  function add(post: Post): void {
    typing.hidden = true;
    threadOf(post).querySelector('.posts')?.append(postView(post, around));
    around.empty(false);
  }

  function take(happening: Happening): void {
    if (happening.type === 'post') {
      const { post } = happening;
      if (find(list, post.id)) return;
      add(post);
      show(find(list, post.id));
    } else if (happening.type === 'edit') {
      typing.hidden = true;
      const fresh = postView(happening.post, around);
      find(list, happening.post.id)?.replaceWith(fresh);
      if (isLast(list, fresh)) show(fresh);
    } else if (happening.type === 'delete') {
      find(list, happening.id)?.remove();
    } else {
      typing.hidden = false;
    }
  }

  around.empty(posts.length === 0);
  for (const post of posts) add(post);
  return { list: element('div', { class: 'threads-frame' }, list, typing), take };
}

function find(list: HTMLElement, postId: string): HTMLElement | null {
  return list.querySelector(`[data-post="${CSS.escape(postId)}"]`);
}

function isLast(list: HTMLElement, post: HTMLElement): boolean {
  return [...list.querySelectorAll('.post')].at(-1) === post;
}

/** Brings a message into sight: all of it with the way to answer it, or, when it is too tall, its first line. */
function show(post: HTMLElement | null): void {
  const scroller = post?.closest('#scroller');
  if (!post || !scroller) return;
  if (post.offsetHeight > scroller.clientHeight - 72) post.scrollIntoView({ block: 'start' });
  else if (post.nextElementSibling) post.scrollIntoView({ block: 'nearest' });
  else (post.closest('.thread') ?? post).scrollIntoView({ block: 'end' });
}
