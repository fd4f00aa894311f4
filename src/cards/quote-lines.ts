import type { Quote } from '../model/finding.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { plain, plainLines } from './plain.ts';
import { ago } from './when.ts';

/** Quotes as a card shows them: verbatim but for secrets, with where it was read and how long ago it was said. */
export function quoteLines(quotes: readonly Quote[], now: Date): { text: string; source: string }[] {
  return quotes.map(({ text, source, at }) => ({
    text: plainLines(withoutSecrets(text)),
    source: [source.service, plain(source.detail, 80), ...(at === undefined ? [] : [ago(at, now)])].join(' · '),
  }));
}
