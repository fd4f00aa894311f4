import { byId, element } from './element.ts';

/** Draws what to ask first, in the welcome and above the line to type on; one that is pressed is put on the line. The returned function puts others before them. */
export function hints(questions: string[], fill: (text: string) => void): (first: string[]) => void {
  const draw = (first: string[]) => {
    for (const place of ['welcome-hints', 'hints']) {
      byId(place).replaceChildren(
        ...[...new Set([...first, ...questions])].map((question) => {
          const button = element('button', { type: 'button', class: 'hint' }, question);
          button.addEventListener('click', () => fill(question));
          return element('li', {}, button);
        }),
      );
    }
  };
  draw([]);
  return draw;
}
