import type { Person } from '../people.ts';
import { byId, element } from './element.ts';
import type { Conversation, State } from './lab-api.ts';
import { avatar } from './post-view.ts';

/** Draws who to act as and where to talk; `unread` counts what came while one looked elsewhere. */
export function sidebar(
  state: State,
  o: {
    conversationId: string;
    unread: ReadonlyMap<string, number>;
    act(person: Person): void;
    open(conversation: Conversation): void;
  },
): void {
  const focused = document.activeElement?.closest('#channels, #chats, #people')?.id;
  const entry = (conversation: Conversation) => {
    const count = o.unread.get(conversation.id) ?? 0;
    const current = conversation.id === o.conversationId;
    const button = element(
      'button',
      { type: 'button', class: 'place', 'aria-current': current ? 'page' : undefined },
      conversation.kind === 'channel'
        ? element('span', { class: 'hash', 'aria-hidden': 'true' }, '#')
        : avatar(undefined),
      element('span', { class: 'place-name' }, conversation.name),
      count > 0 && element('span', { class: 'unread', 'aria-label': `${count} unread` }, String(count)),
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
  // What is drawn anew would otherwise lose the keyboard.
  if (focused) document.querySelector<HTMLElement>(`#${focused} :is([aria-current], :checked)`)?.focus();
}
