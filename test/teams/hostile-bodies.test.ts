import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute, pressed, said } from './activities.ts';
import { type BotUnderTest, startBot } from './bot-under-test.ts';

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Values that have no business where a text, a number or an object is meant. */
const strange: unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '\u0000\ud800',
  '<at>everyone</at>',
  "'; drop table presses; --",
  'x'.repeat(20_000),
  [],
  [null],
  {},
  { id: {} },
  { toString: 1, constructor: 1 },
  JSON.parse('{"__proto__":{"id":"29:admin"}}'),
  JSON.parse(deep(3_000)),
];

/** Every path into an object, arrays' items too. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))].filter(
    (it) => it.length > 0,
  );
}

function withValue(target: unknown, [key, ...rest]: (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(target) ? [...target] : { ...(target as object) }) as Record<string, unknown>;
  copy[key] = withValue(copy[key], rest, value);
  return copy;
}

describe('a body that nobody should send', () => {
  let bot: BotUnderTest;
  beforeAll(async () => {
    bot = await startBot();
  });
  afterAll(() => bot.close());

  /** Posts it and checks what a caller may see: a status that blames him or takes it, and no word of ours. */
  async function post(body: string, path = '/api/messages'): Promise<number> {
    const response = await fetch(`${bot.url}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    const text = await response.text();
    expect(response.status, body.slice(0, 300)).toBeLessThan(500);
    expect(text, body.slice(0, 300)).not.toMatch(/[a-z]Error|stack|undefined|cannot read|node_modules|\.ts\b/i);
    return response.status;
  }

  it.each([
    ['a message', said('why OOMKilled payments-api', { membersAdded: [{ id: '28:bot' }] })],
    ['a press', pressed(execute('why', { id: 'x'.repeat(22) }))],
    ['an installation', said('', { type: 'installationUpdate', action: 'add' })],
  ])(
    'is no fault of ours, whatever stands in %s',
    async (_, activity) => {
      const whole = { serviceUrl: bot.connector.url, ...activity };

      for (const path of pathsOf(whole)) {
        for (const value of strange) await post(JSON.stringify(withValue({ ...whole, id: undefined }, path, value)));
      }

      const faults = bot.lines
        .filter(({ level }) => Number(level) >= 50)
        .map(({ msg, error }) => JSON.stringify({ msg, error }));
      expect(faults.slice(0, 3)).toEqual([]);
    },
    60_000,
  );

  it('is refused where it is no JSON object', async () => {
    for (const body of ['', '0', '"x"', 'null', '[]', '{', '{"a":', '\u0000', deep(100_000)])
      expect(await post(body)).toBe(400);
  });

  it('goes nowhere else either', async () => {
    for (const path of [
      '/%',
      '/%E0%A4%A',
      '/..%2f..%2fetc%2fpasswd',
      '/api/messages/x',
      '/api//messages',
      '/?<script>',
    ])
      expect(await post('{}', path)).toBeGreaterThanOrEqual(400);
  });
});
