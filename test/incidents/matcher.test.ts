import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { matchesAll, printMatchers } from '../../src/incidents/matcher.ts';
import { parseMatchers } from '../../src/incidents/parse-matchers.ts';

describe('matchers', () => {
  const alert = { severity: 'critical', namespace: 'shop', 'k8s.pod': 'api-7d', empty: '' };

  it.each([
    ['{severity="critical"}', true],
    ['severity=critical', true],
    ['severity="crit"', false],
    ['severity!=critical', false],
    ['severity!=warning', true],
    ['severity=~crit', false],
    ['severity=~crit.*', true],
    ['severity=~"warning|critical"', true],
    ['severity!~"warn.*"', true],
    ['severity!~".*"', false],
    ['namespace=~"shop|pay",severity=critical', true],
    ['namespace=shop,severity=warning', false],
    ['"k8s.pod"=~api-.+', true],
    ['k8s.pod=api-7d', true],
    ['empty=""', true],
    ['missing=""', true],
    ['missing!=""', false],
    ['missing!=shop', true],
    ['missing=~".*"', true],
    ['missing=~".+"', false],
    ['toString=""', true],
    ['__proto__=""', true],
    ['{}', true],
    ['', true],
  ])('%s holds for the alert: %s', (text, holds) => {
    expect(matchesAll(parseMatchers(text), alert)).toBe(holds);
  });

  it.each([
    [' { a = "b" , c =~ "d|e" , } ', '{a="b",c=~"d|e"}'],
    ['a=b,', '{a="b"}'],
    ['"a b"="c"', '{"a b"="c"}'],
    ['prénom=été', '{"prénom"="été"}'],
    ['a="say \\"hi\\"\\\\\\n"', '{a="say \\"hi\\"\\\\\\n"}'],
    ['host=~".*\\.example\\.com"', '{host=~".*\\\\.example\\\\.com"}'],
    ['host=~.*\\.com', '{host=~".*\\\\.com"}'],
    ['a=x=y', '{a="x=y"}'],
    ['a="{b,c}"', '{a="{b,c}"}'],
  ])('%s is read as %s', (text, printed) => {
    expect(printMatchers(parseMatchers(text))).toBe(printed);
  });

  it.each([
    ['=b', /the name of a label before "=b"/],
    ['a', /one of =, !=, =~ or !~ after "a" at the end/],
    ['a==b', /a value in double quotes after a=/],
    ['a=', /a value in double quotes/],
    ['a=b c=d', /a comma between two matchers before "c=d" \(character 5\)/],
    ['{a=b', /a comma or a closing brace at the end/],
    ['{', /a closing brace at the end/],
    ['a=b}', /a comma between two matchers before "}"/],
    ['{a=b}x', /nothing after the closing brace/],
    ['a="b', /a value in double quotes/],
    [',a=b', /the name of a label/],
    ['a=~"("', /no regular expression of RE2: missing closing \)/],
    ['a=~"(?=x)"', /no regular expression/],
    ['a=~"a)|(?:b"', /no regular expression/],
    [`a=~"${'x'.repeat(501)}"`, /may have 500 characters, and this has 501/],
    [`a="${'x'.repeat(2000)}"`, /may have 2000 characters/],
    [Array.from({ length: 21 }, () => 'a=b').join(), /Up to 20 matchers/],
  ])('%s is refused with what to write', (text, says) => {
    expect(() => parseMatchers(text)).toThrow(UserError);
    expect(() => parseMatchers(text)).toThrow(says);
  });

  it('are the same after they were printed and read again', () => {
    const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
    const text = fc.string({ maxLength: 20, unit: 'grapheme' });
    const one = fc.oneof(
      fc.record({ name, operator: fc.constantFrom('=' as const, '!=' as const), value: text }),
      fc.record({
        name,
        operator: fc.constantFrom('=~' as const, '!~' as const),
        value: fc.constantFrom('a|b', '', '\\.+"'),
      }),
    );

    fc.assert(
      fc.property(fc.array(one, { maxLength: 5 }), (them) => {
        expect(parseMatchers(printMatchers(them))).toEqual(them);
      }),
    );
  });

  it('never fall over any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[{}a=!~",\\ ]*$/)), (text) => {
        try {
          expect(parseMatchers(printMatchers(parseMatchers(text)))).toEqual(parseMatchers(text));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
