import type { Person } from '../people.ts';
import type { Post } from '../post.ts';
import { type CardSurroundings, cardView } from './card-view.ts';
import { element } from './element.ts';
import { mentionParts } from './mention-parts.ts';
import { mentionsMe } from './unread.ts';

/** What a message needs from the page around it. */
export interface PostSurroundings {
  people: Person[];
  /** Who looks. */
  me: Person;
  cardSurroundings(post: Post, notify: CardSurroundings['notify']): CardSurroundings;
}

/** Draws a message: who, when, and what was said or shown. */
export function postView(post: Post, around: PostSurroundings): HTMLElement {
  const author = around.people.find(({ objectId }) => objectId === post.from);
  const name = author?.name ?? 'Watchkeeper';
  const view = element('article', {
    class: postClass(post, around.me),
    'data-post': post.id,
    tabindex: '-1',
    'aria-label': `${name}, ${shortTime(post.at)}`,
  });
  const note = element('p', { class: 'note', role: 'status', hidden: true });
  const notify: CardSurroundings['notify'] = (text, tone) => {
    note.textContent = text;
    note.className = `note note-${tone}`;
    note.hidden = false;
  };
  view.append(
    avatar(post.from === 'bot' ? undefined : author),
    element(
      'div',
      { class: 'post-body' },
      element(
        'header',
        { class: 'post-head' },
        element('strong', {}, name),
        post.from === 'bot' && element('span', { class: 'tag' }, 'App'),
        author?.outsider && element('span', { class: 'tag tag-outsider' }, 'Outsider'),
        element('time', { datetime: post.at }, shortTime(post.at)),
        post.edits > 0 && element('span', { class: 'edited' }, 'Edited'),
        mentionsMe(post, around.me.objectId) && element('span', { class: 'tag tag-me' }, '@ You'),
      ),
      post.text !== undefined && textView(post, around.me),
      post.card !== undefined && cardView(post.card, around.cardSurroundings(post, notify)),
      note,
    ),
  );
  return view;
}

/** A round picture: a person's initials, or the watch's lantern. */
export function avatar(person: Person | undefined): HTMLElement {
  if (!person) return element('span', { class: 'avatar avatar-bot', 'aria-hidden': 'true' });
  const initials = person.name
    .split(' ')
    .map((part) => part[0] ?? '')
    .join('');
  const tint = String((Number.parseInt(person.objectId[0] ?? '0', 16) % 6) + 1);
  return element(
    'span',
    { class: 'avatar', 'data-tint': person.outsider ? 'outsider' : tint, 'aria-hidden': 'true' },
    initials,
  );
}

function textView(post: Post, me: Person): HTMLElement {
  const parts = mentionParts(post.text ?? '', post.mentions ?? [], ({ id, name }) =>
    element('span', { class: id === me.objectId ? 'mention mention-me' : 'mention' }, name),
  );
  const toBot = post.mention && element('span', { class: 'mention' }, 'Watchkeeper');
  return element('p', { class: 'said' }, toBot, toBot && ' ', ...parts);
}

function postClass(post: Post, me: Person): string {
  return [
    'post',
    post.from === 'bot' ? 'post-bot' : '',
    post.notice ? 'post-notice' : '',
    mentionsMe(post, me.objectId) ? 'post-to-me' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function shortTime(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
