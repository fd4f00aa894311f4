import { numberOf, type Source, textOf } from './drawn-element.ts';
import { element } from './element.ts';

/** CodeBlock: verbatim text with line numbers, that scrolls sideways in its own frame. */
export function codeBlock(source: Source): HTMLElement {
  const first = numberOf(source.startLineNumber) ?? 1;
  const lines = textOf(source.codeSnippet).replace(/\n$/, '').split('\n');
  const language = textOf(source.language);
  const code = element(
    'code',
    {},
    ...lines.map((line, index) =>
      element('span', { class: 'code-line', 'data-line': String(first + index) }, `${line}\n`),
    ),
  );
  return element(
    'pre',
    { class: 'code-block', tabindex: '0', 'aria-label': language ? `Code, ${language}` : 'Code' },
    code,
  );
}
