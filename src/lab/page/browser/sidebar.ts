import type { Person } from '../people.ts';
import { byId, element } from './element.ts';
import type { Conversation, State } from './lab-api.ts';
import { avatar } from './post-view.ts';
import { unreadIn } from './unread.ts';

/** Draws who to act as and where to talk, with what the person has not looked at. */
export function sidebar(
  state: State,
  o: {
    conversationId: string;
    act(person: Person): void;
    open(conversation: Conversation): void;
  },
): void {
  const focused = document.activeElement?.closest('#channels, #chats, #people')?.id;
  const entry = (conversation: Conversation) => {
    const { count, mentioned } = unreadIn(conversation.id, state);
    const current = conversation.id === o.conversationId;
    const told = `${count} unread${mentioned ? ', you are mentioned' : ''}`;
    const button = element(
      'button',
      {
        type: 'button',
        class: count > 0 ? 'place place-unread' : 'place',
        'aria-current': current ? 'page' : undefined,
      },
      conversation.kind === 'channel'
        ? element('span', { class: 'hash', 'aria-hidden': 'true' }, '#')
        : avatar(undefined),
      element('span', { class: 'place-name' }, conversation.name),
      mentioned && element('span', { class: 'unread unread-me', 'aria-hidden': 'true' }, '@'),
      count > 0 && element('span', { class: 'unread', role: 'img', 'aria-label': told, title: told }, String(count)),
    );
    button.addEventListener('click', () => o.open(conversation));
    return element('li', {}, button);
  };
  const of = (kind: Conversation['kind']) => state.conversations.filter((it) => it.kind === kind).map(entry);
  byId('team-name').textContent = state.team;
  byId('channels').replaceChildren(...of('channel'));
  byId('chats').replaceChildren(...of('personal'));

  byId('people').replaceChildren(
    ...state.people.map((person) => {
      const input = element('input', {
        type: 'radio',
        name: 'person',
        value: person.objectId,
        checked: person.objectId === state.person,
      });
      input.addEventListener('change', () => o.act(person));
      return element(
        'label',
        { class: 'person' },
        input,
        avatar(person),
        element('span', { class: 'person-name' }, person.name, element('small', {}, person.title)),
      );
    }),
  );
  const waiting = state.conversations.some((it) => it.id !== o.conversationId && unreadIn(it.id, state).count > 0);
  byId('menu').classList.toggle('unwell', waiting);
  // What is drawn anew would otherwise lose the keyboard.
  if (focused) document.querySelector<HTMLElement>(`#${focused} :is([aria-current], :checked)`)?.focus();
}
