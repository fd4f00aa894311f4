import type { Quote } from '../model/finding.ts';
import { plain, plainLines } from './plain.ts';
import { ago } from './when.ts';

/** Quotes as a card shows them: verbatim, with where it was read and how long ago it was said. */
export function quoteLines(quotes: readonly Quote[], now: Date): { text: string; source: string }[] {
  return quotes.map(({ text, source, at }) => ({
    text: plainLines(text),
    source: `${source.service} · ${plain(source.detail, 80)} · ${at === undefined ? 'time unknown' : ago(at, now)}`,
  }));
}
