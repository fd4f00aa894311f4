import type { Person } from '../people.ts';
import { byId, element } from './element.ts';
import type { Conversation, Said } from './lab-api.ts';
import { type Choice, mentionList } from './mention-list.ts';
import { mentionParts } from './mention-parts.ts';

/** The line to type on. */
export interface Composer {
  /** Says where what is typed goes: a conversation, and a thread of it or a new one. */
  aim(conversation: Conversation, rootId?: string): void;
  /** Puts a question to the bot on the line. */
  fill(text: string): void;
  focus(): void;
}

const bot: Choice = { id: 'bot', name: 'Watchkeeper', title: 'App' };

/** Wires the form at the foot of the page; Enter sends, Shift+Enter makes a new line, Up brings back what was sent, @ mentions. */
export function composer(o: { send(said: Said): Promise<void>; others(): Person[] }): Composer {
  const form = byId<HTMLFormElement>('composer');
  const input = byId<HTMLTextAreaElement>('say');
  const pill = byId('say-mention');
  const replying = byId('replying');
  const sent: string[] = [];
  const picked = new Map<string, Choice>();
  let toBot = true;
  let rootId: string | undefined;
  let current: Conversation | undefined;

  const inChannel = () => current?.kind === 'channel';
  /** Whom the text still mentions by their whole name. */
  const mentioned = () => [...picked.values()].filter(({ name }) => input.value.includes(`@${name}`));
  const list = mentionList(input, choices, pick);

  function choices(): Choice[] {
    if (!inChannel()) return [];
    return [
      bot,
      ...o.others().map((person) => ({ id: person.objectId, name: person.name, title: person.title, person })),
    ];
  }

  function pick(choice: Choice, from: number, to: number): void {
    // The bot at the very beginning is what the mark before the line stands for.
    const before = choice.id === 'bot' && input.value.slice(0, from).trim() === '';
    input.setRangeText(before ? '' : `@${choice.name} `, from, to, 'end');
    if (choice.id === 'bot') toBot = before;
    if (!before) picked.set(choice.id, choice);
    redraw();
  }

  function redraw(): void {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
    const parts = mentionParts(input.value, mentioned(), ({ name }) => element('mark', {}, `@${name}`));
    byId('say-back').replaceChildren(...parts);
    pill.hidden = !inChannel();
    pill.setAttribute('aria-pressed', String(toBot));
    byId('unheard').hidden = !inChannel() || toBot || mentioned().some(({ id }) => id === 'bot');
  }

  function aim(conversation: Conversation, thread?: string): void {
    if (conversation.id !== current?.id) toBot = true;
    current = conversation;
    rootId = thread;
    replying.hidden = thread === undefined;
    input.placeholder = thread ? 'Reply in the thread' : inChannel() ? 'Ask in a new thread' : 'Ask Watchkeeper';
    redraw();
  }

  function cancelReply(): void {
    if (current && rootId) aim(current);
    input.focus();
  }

  /** Takes a whole mention away that ends at the caret, or, at the very beginning, the bot's. */
  function takeBack(event: KeyboardEvent): void {
    const { selectionStart: caret, selectionEnd, value } = input;
    if (caret !== selectionEnd) return;
    const name = mentioned().find((it) => value.slice(0, caret).trimEnd().endsWith(`@${it.name}`))?.name;
    if (name) input.setRangeText('', value.lastIndexOf(`@${name}`, caret - 1), caret, 'end');
    else if (caret === 0 && toBot && inChannel()) toBot = false;
    else return;
    event.preventDefault();
    redraw();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') return;
    const mentions = mentioned().map(({ id }) => id);
    const said = { text, toBot, mentions, ...(rootId && { rootId }) };
    sent.push(text);
    input.value = '';
    picked.clear();
    toBot ||= mentions.includes('bot');
    redraw();
    void o.send(said);
  });
  input.addEventListener('input', () => {
    redraw();
    list.look();
  });
  input.addEventListener('click', () => list.look());
  input.addEventListener('scroll', () => byId('say-back').scrollTo({ top: input.scrollTop }));
  input.addEventListener('keydown', (event) => {
    if (list.take(event)) event.stopPropagation();
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'Escape') cancelReply();
    else if (event.key === 'Backspace') takeBack(event);
    else if (event.key === 'ArrowUp' && input.value === '' && sent.length > 0) {
      event.preventDefault();
      input.value = sent.at(-1) ?? '';
      redraw();
    }
  });
  pill.addEventListener('click', () => {
    toBot = !toBot;
    redraw();
    input.focus();
  });
  byId('replying-cancel').addEventListener('click', cancelReply);

  return {
    aim,
    fill(text) {
      toBot = true;
      input.value = text;
      redraw();
      input.focus();
    },
    focus: () => input.focus(),
  };
}
