import type { Happening, Post } from '../post.ts';
import { element } from './element.ts';
import { freshMarks } from './fresh-marks.ts';
import type { Conversation } from './lab-api.ts';
import { type PostSurroundings, postView } from './post-view.ts';
import { isUnderWay, typingLine, typingMs } from './typing.ts';

/** What the threads need from the page around them. */
export interface ConversationSurroundings extends PostSurroundings {
  reply(rootId: string): void;
  /** Called with true when there is nothing to show. */
  empty(isEmpty: boolean): void;
  isUnread(post: Post): boolean;
  /** Called when a message that was unread came into sight. */
  saw(post: Post): void;
}

/** The messages of one conversation, kept up to date in place. */
export function conversationView(conversation: Conversation, posts: Post[], around: ConversationSurroundings) {
  const list = element('div', {
    class: `threads threads-${conversation.kind}`,
    role: 'log',
    'aria-label': `Messages in ${conversation.name}`,
  });
  const threads = new Map<string, HTMLElement>();
  /** Threads that the person wrote in since this view was made: what is said there is followed. */
  const mine = new Set<string>();
  const typing = new Map<string, HTMLElement>();
  const fresh = freshMarks({ list, isUnread: around.isUnread, saw: around.saw });

  function threadOf(rootId: string): HTMLElement {
    const existing = threads.get(rootId);
    if (existing) return existing;
    const replies = element('div', { class: 'posts' });
    const thread = element('section', { class: 'thread', 'data-thread': rootId, 'aria-label': 'Thread' }, replies);
    if (conversation.kind === 'channel') {
      const button = element('button', { type: 'button', class: 'reply' }, 'Reply');
      button.addEventListener('click', () => around.reply(rootId));
      thread.append(element('div', { class: 'thread-foot' }, button, element('span', { class: 'reply-count' })));
    }
    threads.set(rootId, thread);
    list.append(thread);
    return thread;
  }

  /** Says how many replies a thread has. */
  function count(thread: Element | null | undefined): void {
    const foot = thread?.querySelector('.reply-count');
    const replies = (thread?.querySelectorAll('.post').length ?? 0) - 1;
    if (foot) foot.textContent = replies < 1 ? '' : replies === 1 ? '1 reply' : `${replies} replies`;
  }

  function add(post: Post): HTMLElement {
    const view = postView(post, around);
    const thread = threadOf(post.rootId);
    thread.querySelector('.posts')?.append(view);
    count(thread);
    if (post.from === 'bot') work(post);
    around.empty(false);
    return view;
  }

  /** Shows that the bot goes on, while the message itself says so; anything else ends it. */
  function work(post: Post): void {
    if (isUnderWay(post.card)) type(post.rootId, typingLine('Watchkeeper is working on it'));
    else type(post.rootId, undefined);
    type('', undefined);
  }

  function type(rootId: string, line: HTMLElement | undefined): void {
    typing.get(rootId)?.remove();
    typing.delete(rootId);
    if (!line) return;
    typing.set(rootId, line);
    const thread = conversation.kind === 'channel' ? threads.get(rootId) : undefined;
    if (thread) thread.querySelector('.posts')?.after(line);
    else list.after(line);
  }

  /** Whether the reader goes along with a message: they wrote in its thread, or are at the end, where it is. */
  function follows({ rootId }: Post, wasAtEnd: boolean): boolean {
    return mine.has(rootId) || (wasAtEnd && threads.get(rootId) === list.lastElementChild);
  }

  function take(happening: Happening): void {
    if (happening.type === 'post') {
      const { post } = happening;
      if (find(list, post.id)) return;
      if (post.from === around.me.objectId) mine.add(post.rootId);
      const wasAtEnd = isAtEnd(list);
      const view = add(post);
      fresh.watch(post, view);
      if (follows(post, wasAtEnd)) show(view);
    } else if (happening.type === 'edit') {
      const { post } = happening;
      const wasAtEnd = isAtEnd(list);
      const view = postView(post, around);
      view.classList.add('post-changed');
      find(list, post.id)?.replaceWith(view);
      if (post.from === 'bot') work(post);
      fresh.watch(post, view);
      if (follows(post, wasAtEnd) && !view.nextElementSibling) show(view);
    } else if (happening.type === 'delete') {
      fresh.forget(happening.id);
      const view = find(list, happening.id);
      const thread = view?.closest('.thread');
      view?.remove();
      count(thread);
    } else if (happening.type === 'typing') {
      const rootId = happening.rootId ?? '';
      const line = typingLine('Watchkeeper is typing');
      type(rootId, line);
      setTimeout(() => typing.get(rootId) === line && type(rootId, undefined), typingMs);
      if (isAtEnd(list)) line.scrollIntoView({ block: 'nearest' });
    } else if (happening.type === 'seen') fresh.refresh();
  }

  around.empty(posts.length === 0);
  for (const post of posts) add(post);
  return {
    list: element('div', { class: 'threads-frame' }, list, fresh.jump),
    take,
    /** Once it is on the page: shows the first message that is new, else the last one. */
    begin() {
      const first = posts.find(around.isUnread);
      fresh.divide(posts);
      for (const post of posts) fresh.watch(post, find(list, post.id));
      const view = first && find(list, first.id);
      if (view) view.scrollIntoView({ block: isTall(view) ? 'start' : 'center' });
      else list.closest('#scroller')?.scrollTo({ top: Number.MAX_SAFE_INTEGER });
    },
    close: fresh.close,
  };
}

function find(list: HTMLElement, postId: string): HTMLElement | null {
  return list.querySelector(`[data-post="${CSS.escape(postId)}"]`);
}

/** Whether the reader is at the end, where new messages come. */
function isAtEnd(list: HTMLElement): boolean {
  const scroller = list.closest('#scroller');
  return !scroller || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 160;
}

/** Whether a message is too tall to be seen as a whole. */
function isTall(post: HTMLElement): boolean {
  return post.offsetHeight > (post.closest('#scroller')?.clientHeight ?? 0) - 72;
}

/** Brings a message into sight: all of it with the way to answer it, or, when it is too tall, its first line. */
function show(post: HTMLElement): void {
  const scroller = post.closest('#scroller');
  if (!scroller) return;
  if (isTall(post)) post.scrollIntoView({ block: 'start' });
  else if (post.nextElementSibling) post.scrollIntoView({ block: 'nearest' });
  else (post.closest('.thread') ?? post).scrollIntoView({ block: 'end' });
}
