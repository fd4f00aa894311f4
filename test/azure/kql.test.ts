import { describe, expect, it } from 'vitest';
import { graphKql, type Kql, kql } from '../../src/azure/kql.ts';
import { timespan } from '../../src/azure/kql-literal.ts';
import { language, type Raw } from '../../src/lab/kql/language.ts';

describe('a Log Analytics query', () => {
  it('names its values in a prelude, each once', () => {
    const query = kql`Perf | where Computer == ${'node-1'} or InstanceName == ${'node-1'} | take ${10}`;

    expect(query.text).toBe(
      "let _p1 = 'node-1';\nlet _p2 = 10;\nPerf | where Computer == _p1 or InstanceName == _p1 | take _p2",
    );
  });

  it.each([
    ['text', "'text'"],
    ["o'brien\\\n", "'o\\u0027brien\\u005c\\u000a'"],
    [3, '3'],
    [-3, 'long(-3)'],
    [0.5, '0.5'],
    [1e21, 'real(1e+21)'],
    [true, 'true'],
    [new Date('2026-11-25T01:02:03.004Z'), 'datetime(2026-11-25T01:02:03.004Z)'],
    [timespan(5 * 60_000), '5m'],
    [timespan(90_000), '90s'],
    [timespan(-86_400_000), 'time(-1d)'],
  ])('writes %o as %s', (value, literal) => {
    expect(kql`print ${value}`.text).toBe(`let _p1 = ${literal};\nprint _p1`);
  });

  it('writes a list in its place, an empty one too', () => {
    expect(kql`T | where A in (${['a', "b'"]})`.text).toBe("T | where A in ('a', 'b\\u0027')");
    expect(kql`T | where A in (${[]})`.text).toBe('T | where A in (dynamic([]))');
  });

  it('splices fragments in, with their values', () => {
    const inNamespace = kql`where Namespace == ${'shop'}`;

    const query = kql`KubePodInventory | where Name == ${'api'} | ${inNamespace}`;

    expect(query.text).toBe(
      "let _p1 = 'api';\nlet _p2 = 'shop';\nKubePodInventory | where Name == _p1 | where Namespace == _p2",
    );
  });

  it('takes neither an object that looks like a query nor a number that is none', () => {
    const forged = { text: 'T; drop', brand: 'kql' } as Kql;

    expect(() => kql`T | ${forged}`).toThrow(TypeError);
    expect(() => kql`T | take ${Number.NaN}`).toThrow(TypeError);
    expect(() => kql`T | where At > ${new Date('no date')}`).toThrow(RangeError);
  });
});

it('lets a Resource Graph query hold its values in place', () => {
  expect(graphKql`resources | where name == ${'a'} and location in~ (${['b', 'c']})`.text).toBe(
    "resources | where name == 'a' and location in~ ('b', 'c')",
  );
});

describe("in the eyes of Microsoft's language service", () => {
  it.each([
    ['kql', kql],
    ['graphKql', graphKql],
  ] as const)(
    'a hostile value stays one string of the same value (%s)',
    (name, tag) => {
      for (const [a = '', b = '', ...list] of chunks(hostileStrings(480), 12)) {
        const { strings, statements, diagnostics } = read(tag`print a = ${a}, b = ${b}, c = ${'-'}, ${list}`.text);

        const single = name === 'kql' ? [...new Set([a, b, '-'])] : [a, b, '-'];
        expect(diagnostics).toEqual([]);
        expect(strings.sort()).toEqual([...single, ...list].sort());
        expect(statements).toBe(name === 'kql' ? single.length + 1 : 1);
      }
    },
    60_000,
  );
});

/** Strings that try to end a literal, made of the characters that ever did; the same ones in every run. */
function hostileStrings(count: number): string[] {
  const parts = [
    "'",
    '"',
    '\\',
    '\\\\',
    "\\'",
    "''",
    '@',
    '\n',
    '\r\n',
    '\u2028',
    '\u2029',
    '\u0085',
    '\0',
    '\ud800',
    '\udfff',
    '`',
    '```',
    ';',
    '//',
    '| take 1',
    "' | union *; //",
    '\\u0027',
    'é',
    '😀',
    '{',
    '}',
    '$',
    ')',
    ' ',
  ];
  let state = 20_261_125;
  const next = (below: number) => {
    // A linear congruential generator: enough to shuffle, and never a flake.
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () => Array.from({ length: next(8) }, () => parts[next(parts.length)]).join(''));
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: items.length / size }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** What Microsoft's parser sees: the values of the string literals, the number of statements, and its complaints. */
function read(text: string): { strings: string[]; statements: number; diagnostics: string[] } {
  const { KustoCode, GlobalState, Symbols, Syntax } = language();
  const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('db', []));
  const code = KustoCode.ParseAndAnalyze(text, globals);
  const found = (code.GetDiagnostics as () => { Count: number; getItem(index: number): Raw }).call(code);
  const strings: string[] = [];
  const walk = (node: Raw) => {
    if (node.Kind === Syntax.SyntaxKind.StringLiteralExpression) strings.push(String(node.LiteralValue));
    for (let index = 0; index < Number(node.ChildCount); index++) {
      const child = (node.GetChild as (index: number) => Raw | null).call(node, index);
      if (child) walk(child);
    }
  };
  const tree = code.Syntax as Raw;
  walk(tree);
  return {
    strings,
    statements: Number((tree.Statements as Raw).Count),
    diagnostics: Array.from({ length: found.Count }, (_, index) => String(found.getItem(index).Message)),
  };
}
