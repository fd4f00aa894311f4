import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandLogs } from '../../src/azure/command-logs.ts';
import { type CommandLog, listWords, logWords, objectWords } from '../../src/azure/command-words.ts';

const target = 'cluster c';
const log = (more: Partial<CommandLog> = {}): CommandLog => ({
  namespace: 'shop',
  name: 'cart-1',
  container: 'cart',
  previous: false,
  tailLines: 400,
  ...more,
});
/** Says what a shell says where kubectl is this function of it. */
const shell = (kubectl: string, words: string) =>
  execFileSync('sh', ['-c', `kubectl() { ${kubectl} }; ${words}`], { encoding: 'utf8' });
const read = (text: string, count: number, bytesEach = 100) =>
  commandLogs({ exitCode: 0, logs: text }, { count, bytesEach, mark: 'mark', target });

describe('the words of a command', () => {
  it.each(['x; rm -rf /', '$(id)', "a' -o yaml '", '`id`', '-A', 'a b', 'a\nb', '', '..', 'Pod'])(
    'never hold %j',
    (name) => {
      const refused = expect.objectContaining({ reason: 'refused' });

      expect(() => listWords(['pods'], name, target)).toThrow(refused);
      expect(() => objectWords('pods', name, 'shop', target)).toThrow(refused);
      for (const part of ['namespace', 'name', 'container'])
        expect(() => logWords([log({ [part]: name })], 100, 'mark', target)).toThrow(refused);
      if (name !== '') expect(() => objectWords('pods', 'cart-1', name, target)).toThrow(refused);
    },
  );

  it('are for a shell what they are meant to be, each log with its own arguments and exit code', () => {
    const words = logWords(
      [log(), log({ name: 'cart.2', previous: true, tailLines: 20, timestamps: true })],
      100,
      'mark',
      target,
    );

    const said = shell('printf "%s|" "$@"; printf "\\n\\n"; [ "$2" = cart-1 ];', words);

    expect(said).toBe(
      'logs|cart-1|-n|shop|-c|cart|--tail=400|\nmark 0 0\n' +
        'logs|cart.2|-n|shop|-c|cart|--previous|--tail=20|--timestamps|\nmark 1 1\n',
    );
  });

  it('keep the end of a log that is too long, without the line that is cut', () => {
    const words = logWords([log()], 20, 'mark', target);

    const said = shell('for n in 1 2 3 4 5 6 7 8 9; do echo "line $n"; done;', words);

    expect(read(said, 1, 20)).toEqual(['line 8\nline 9']);
  });
});

describe('what logs a command told', () => {
  it('are told apart by a mark that no log knows', () => {
    expect(read('a\nother 1 0\nb\nmark 0 0\n\nmark 1 0\n', 2)).toEqual(['a\nother 1 0\nb', '']);
  });

  it.each([
    ['Error from server (NotFound): pods "cart-1" not found\nmark 0 1\n', { reason: 'not-found' }],
    ['Error from server (BadRequest): container "cart" is waiting to start\nmark 0 1\n', { status: 400 }],
    ['Error from server (Forbidden): no\nmark 0 1\n', { reason: 'forbidden' }],
    ['Unable to connect\nmark 0 1\n', { reason: 'unavailable' }],
    ['half a lo', { reason: 'unreachable', message: expect.stringContaining('cut what a run command told') }],
  ])('are refused one by one: %j', (text, error) => {
    expect(read(text, 1)).toMatchObject([error]);
  });
});
