import { byId, element } from './element.ts';

/** What to ask first. */
const questions = ['why OOMKilled payments-api', 'cluster health prod-weu', 'scan image payments-api:1.8', 'help'];

/** Draws the questions, in the welcome and above the line to type on; one that is pressed is put on the line. */
export function hints(fill: (text: string) => void): void {
  for (const place of ['welcome-hints', 'hints']) {
    byId(place).replaceChildren(
      ...questions.map((question) => {
        const button = element('button', { type: 'button', class: 'hint' }, question);
        button.addEventListener('click', () => fill(question));
        return element('li', {}, button);
      }),
    );
  }
}
