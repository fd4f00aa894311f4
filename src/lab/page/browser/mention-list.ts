import type { Person } from '../people.ts';
import { byId, element } from './element.ts';
import { avatar } from './post-view.ts';

/** Somebody who can be mentioned. */
export interface Choice {
  /** An object id, or "bot". */
  id: string;
  name: string;
  title: string;
  person?: Person;
}

/** The list that opens when one types an @, and shrinks as one types on. */
export interface MentionList {
  /** Takes a key that is for the list; false when it is not. */
  take(event: KeyboardEvent): boolean;
  /** Looks at what stands before the caret. */
  look(): void;
  close(): void;
}

/** Wires the list to the line; `pick` is told who was chosen and which part of the text they replace. */
export function mentionList(
  input: HTMLTextAreaElement,
  choices: () => Choice[],
  pick: (choice: Choice, from: number, to: number) => void,
): MentionList {
  const box = byId('mention-list');
  let shown: Choice[] = [];
  let at = 0;
  /** Where an @ stands for which the list was closed on purpose. */
  let refused = -1;

  function begun(): { from: number; words: string } | undefined {
    const { selectionStart, selectionEnd, value } = input;
    if (selectionStart !== selectionEnd) return undefined;
    const [, words] = /(?:^|\s)@([^@\n]{0,40})$/.exec(value.slice(0, selectionStart)) ?? [];
    return words === undefined ? undefined : { from: selectionStart - words.length - 1, words: words.toLowerCase() };
  }

  function look(): void {
    const found = begun();
    if (found?.from !== refused) refused = -1;
    shown = found && refused < 0 ? choices().filter(({ name }) => matches(name, found.words)) : [];
    at = 0;
    draw();
  }

  function draw(): void {
    box.hidden = shown.length === 0;
    input.toggleAttribute('aria-activedescendant', shown.length > 0);
    if (shown.length > 0) input.setAttribute('aria-activedescendant', `mention-${at}`);
    box.replaceChildren(
      ...shown.map((choice, index) => {
        const option = element(
          'div',
          { role: 'option', id: `mention-${index}`, 'aria-selected': index === at ? 'true' : 'false' },
          avatar(choice.person),
          element('span', { class: 'person-name' }, choice.name, element('small', {}, choice.title)),
        );
        // Before the line loses the caret.
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          choose(choice);
        });
        return option;
      }),
    );
    box.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  function choose(choice: Choice): void {
    const found = begun();
    if (found) pick(choice, found.from, input.selectionStart);
    close();
  }

  function close(): void {
    shown = [];
    draw();
  }

  function take(event: KeyboardEvent): boolean {
    if (shown.length === 0 || event.isComposing) return false;
    const chosen = shown[at];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      at = (at + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length;
      draw();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen) choose(chosen);
    else if (event.key === 'Escape') {
      refused = begun()?.from ?? -1;
      close();
    } else return false;
    event.preventDefault();
    return true;
  }

  input.addEventListener('blur', close);
  return { take, look, close };
}

/** By the beginning of the whole name, or of one of its words. */
function matches(name: string, words: string): boolean {
  const whole = name.toLowerCase();
  return whole.startsWith(words) || whole.split(' ').some((word) => word.startsWith(words));
}
