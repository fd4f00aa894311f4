import { describe, expect, it } from 'vitest';
import { plain, plainLines } from '../../src/cards/plain.ts';
import { hostile, hostileText } from '../../src/lab/gallery/hostile.ts';
import { samples } from '../../src/lab/gallery/samples.ts';
import { partsOf, partsOfType, textOf } from './card-parts.ts';

const marks = /\*\*bold|evil\.example|<img|‹at/;

describe.each(samples.filter(({ sample }) => sample === 'hostile text'))(
  'hostile text on the card $card',
  ({ make }) => {
    const { json, summary } = make();

    it('is shown literally, as text without markdown', () => {
      expect(textOf(json)).toContain('**bold** _it_ [Reset your password](https://evil.example/login)');
    });

    it('never reaches an element that reads markdown', () => {
      const markdown = partsOfType(json, /^(TextBlock|FactSet|Fact)$/);

      expect(markdown.filter((part) => marks.test(JSON.stringify(part)))).toEqual([]);
    });

    it('mentions nobody', () => {
      expect(`${JSON.stringify(json)}${summary}`).not.toMatch(/<\s*\/?\s*at\b/i);
      expect(partsOf(json).filter((part) => 'entities' in part)).toEqual([]);
    });

    it('leads nowhere', () => {
      const urls = partsOf(json).flatMap(({ url }) => (typeof url === 'string' ? [url] : []));

      expect(urls.filter((url) => !url.startsWith('https://portal.azure.com/'))).toEqual([]);
    });

    it('hides, turns around and evaluates nothing', () => {
      const text = `${JSON.stringify(json)}${summary}`;

      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(text).not.toMatch(/\\u00[01]/);
      expect(text).not.toMatch(/\$\{|\{\{/);
      expect(text.isWellFormed()).toBe(true);
    });
  },
);

describe('text from outside', () => {
  it('stays as it is when it is harmless', () => {
    expect(plain('payments-api v1.8 (2 of 3), 97 % & "quoted" größer 漢字')).toBe(
      'payments-api v1.8 (2 of 3), 97 % & "quoted" größer 漢字',
    );
  });

  it.each(['<', '< ', '<at ', '</ ', '\t'])('made of many %j takes no time to disarm', (part) => {
    const long = part + ' '.repeat(100_000) + part.repeat(30_000);
    const began = performance.now();

    plain(long);
    plainLines(long, 20_000);

    expect(performance.now() - began).toBeLessThan(500);
  });

  it('is one line, and never empty', () => {
    expect(plain('a\r\nb\tc\u2028d')).toBe('a b c d');
    expect(plain(' \u200b ')).toBe('–');
  });

  it('is cut between characters', () => {
    expect(plain('😀'.repeat(10), 6).isWellFormed()).toBe(true);
    expect(plain('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('loses what turns text around or hides in it', () => {
    expect(plain(hostile.bidi)).toBe('safegnp.exe x nulbellesc[31mred zerowidth lone');
  });

  it('cannot mention, in any spelling', () => {
    expect(plain('<at>Ann</at> <AT id="1">x</ at >')).toBe('‹at›Ann‹/at› ‹AT id="1"›x‹/at ›');
    expect(plain('<\u200bat>Ann')).not.toMatch(/<\s*at/i);
    expect(plain('an <attribute> stays')).toBe('an <attribute> stays');
  });

  it('keeps its lines in a quote, and says how many were left out', () => {
    expect(plainLines('one\n\ntwo\tx\r\nthree\nfour', 100, 3)).toBe('one\ntwo  x\nthree\n… 1 more line');
    expect(plainLines(hostileText)).not.toMatch(/<\s*at/i);
  });
});
