import { byId } from './element.ts';
import type { Conversation } from './lab-api.ts';

/** The line to type on. */
export interface Composer {
  /** Says where what is typed goes: a conversation, and a thread of it or a new one. */
  aim(conversation: Conversation, rootId?: string): void;
  fill(text: string): void;
  focus(): void;
}

/** Wires the form at the foot of the page; Enter sends, Shift+Enter makes a new line, Up brings back what was sent. */
export function composer(send: (text: string, rootId: string | undefined) => Promise<void>): Composer {
  const form = byId<HTMLFormElement>('composer');
  const input = byId<HTMLTextAreaElement>('say');
  const mention = byId('say-mention');
  const replying = byId('replying');
  const sent: string[] = [];
  let rootId: string | undefined;
  let current: Conversation | undefined;

  function grow(): void {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
  }

  function aim(conversation: Conversation, thread?: string): void {
    current = conversation;
    rootId = thread;
    const channel = conversation.kind === 'channel';
    mention.hidden = !channel;
    replying.hidden = thread === undefined;
    input.placeholder = thread ? 'Reply in the thread' : channel ? 'Ask in a new thread' : 'Ask Watchkeeper';
  }

  function cancelReply(): void {
    if (current && rootId) aim(current);
    input.focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') return;
    sent.push(text);
    input.value = '';
    grow();
    void send(text, rootId);
  });
  input.addEventListener('input', grow);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'Escape') {
      cancelReply();
    } else if (event.key === 'ArrowUp' && input.value === '' && sent.length > 0) {
      event.preventDefault();
      input.value = sent.at(-1) ?? '';
      grow();
    }
  });
  byId('replying-cancel').addEventListener('click', cancelReply);

  return {
    aim,
    fill(text) {
      input.value = text;
      grow();
      input.focus();
    },
    focus: () => input.focus(),
  };
}
