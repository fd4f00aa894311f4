import type { Window } from '../model/evidence.ts';
import type { Origin } from '../model/origin.ts';
import { codeText } from './code-text.ts';
import { queryLink } from './portal-link.ts';

/** A query as a card shows it, folded; and the button that opens it in the portal. Empty lists where there is none. */
export interface KqlText {
  kql: { code: string; from: number; detail: string; notes: { text: string }[] }[];
  links: { title: string; url: string }[];
}

/** The query that an answer came from (`detail` says more of it): to read, to copy, and to open in the portal; one that is too long has no link, and says so. */
export function kqlText(origin: Origin | undefined, window: Window, detail = ' in KQL'): KqlText {
  if (origin?.query === undefined) return { kql: [], links: [] };
  const url = queryLink(origin, window);
  const notes = url === undefined ? [{ text: 'It is too long for a link: copy it from here.' }] : [];
  return {
    kql: [{ ...codeText(origin.query.split('\n').filter((line) => line.trim() !== '')), detail, notes }],
    links: url === undefined ? [] : [{ title: 'Open in Log Analytics', url }],
  };
}
