import { expect, it } from 'vitest';
import { commands } from '../../../src/commands/dialogue.ts';
import { fieldsOf } from '../../../src/commands/language/field.ts';
import { createSpeech } from '../../../src/commands/language/speech.ts';

const { parse, sentenceOf } = createSpeech(commands);

const words = [
  ...commands.flatMap((it) => [it.name, ...it.synonyms, ...it.examples]),
  ...[
    'payments-api',
    'web',
    'prod-weu',
    'shop',
    'in',
    'on',
    'of',
    'the',
    'cluster',
    'ns',
    'namespace',
    'oom',
    'not ready',
    'pod',
    'image',
  ],
  ...[
    'cluster=prod-weu',
    'ns=',
    '=x',
    'a/b',
    'a/b/c/d',
    'deploy/x',
    '"',
    "'",
    '`',
    '"pay me"',
    ':1.8',
    'payments-api:1.8',
    '@sha256:',
    'registry=contoso',
  ],
  ...[
    '?',
    '!!!',
    '--',
    '-n',
    '__proto__',
    'constructor',
    'toString',
    '$(x)',
    '<at>x</at>',
    '\u202e',
    '\u0000',
    '😀',
    'é',
    '１２３',
    'ﬁne',
    'yesterday',
    'cluter',
    'hwy',
  ],
];

/** The same sentences every time: a linear congruential generator. */
function* sentences(count: number): Generator<string> {
  let state = 42;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  for (let n = 0; n < count; n++) yield Array.from({ length: 1 + next(8) }, () => words[next(words.length)]).join(' ');
}

it('makes of any text something that the schemas take, or says that it does not understand', () => {
  for (const text of sentences(1_500)) {
    const parsed = parse(text);
    const said = parsed.kind === 'understood' ? [parsed] : parsed.kind === 'unsure' ? parsed.suggestions : [];
    for (const { command, input } of said) {
      const refused = fieldsOf(command.input).filter(
        (field) => !field.accepts(input[field.key] ?? undefined) && field.key in input,
      );
      expect({ text, refused: refused.map((field) => field.key) }).toEqual({ text, refused: [] });
      expect(Object.keys(input).filter((key) => !(key in command.input.shape))).toEqual([]);
    }
  }
});

it('says what it understood so that it would understand it again', () => {
  for (const text of sentences(1_500)) {
    const parsed = parse(text);
    if (parsed.kind !== 'understood') continue;
    const again = parse(sentenceOf(parsed));
    const input = again.kind === 'understood' ? again.input : again;

    expect({ text, sentence: sentenceOf(parsed), input }).toEqual({
      text,
      sentence: sentenceOf(parsed),
      input: parsed.input,
    });
  }
});
