import { describe, expect, it } from 'vitest';
import { clusterBodies } from './cluster-bodies.ts';
import { checks, judgedByBody, resourceWith } from './judged-by-body.ts';
import { otherBodies } from './other-bodies.ts';

const bodies = { ...clusterBodies, ...otherBodies };

describe.each(Object.entries(bodies))('the check %s', (code, { pass, fail, na = [], odd }) => {
  it('passes what is right, fails what is wrong, and says what it read', async () => {
    const found = async (its: typeof pass) => Promise.all(its.map((body) => judgedByBody(code, body)));

    const [passed, failed, others] = [await found(pass), await found(fail), await found(na)];

    expect(passed.map(({ standing }) => standing)).toEqual(pass.map(() => 'pass'));
    expect(failed.map(({ standing }) => standing)).toEqual(fail.map(() => 'fail'));
    expect(others.map(({ standing }) => standing)).toEqual(na.map(() => 'not-applicable'));
    for (const { property, value, sentence, step } of [...passed, ...failed]) {
      expect(property).toMatch(/^[\w.-]+$/);
      expect(value).toMatch(/^\S/);
      expect(sentence).toMatch(/^[\w"].*\.$/);
      expect(step === undefined || step.text.length > 10).toBe(true);
    }
    expect(passed.filter(({ step, objects }) => step ?? objects)).toEqual([]);
    expect(failed.filter(({ step }) => !step)).toEqual([]);
  });

  it('does not judge a shape that it does not know', async () => {
    const { standing, gap } = await judgedByBody(code, odd);

    expect([standing, gap?.why]).toEqual([
      'unread',
      expect.stringMatching(/form that is not understood|does not tell/),
    ]);
  });
});

const fixes = Object.entries(bodies).flatMap(([code, { fix }]) =>
  fix ? [{ code, body: fix[0], action: fix[1] }] : [],
);

it.each(fixes)('the check $code offers the change $action, for this resource', async ({ code, body, action }) => {
  const { standing, step } = await judgedByBody(code, body);

  const { id: resourceId } = resourceWith(code, body);
  expect([standing, step]).toMatchObject(['fail', { action, input: { resourceId } }]);
});

it('has bodies for every check that judges by the body alone', async () => {
  const alone = await Promise.all(
    [...checks.keys()].map(async (code) => {
      const { gap } = await judgedByBody(code, { sku: { name: 'Premium' }, properties: {} });
      return gap === undefined ? [code] : [];
    }),
  );

  // Whether disks have a key, and whether a key has an age, is asked of others where the body names one.
  const elsewhere = ['key-age'];
  expect(
    alone
      .flat()
      .filter((code) => !elsewhere.includes(code))
      .sort(),
  ).toEqual(Object.keys(bodies).sort());
});

it('throws at no body, whatever it holds', async () => {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const names = JSON.stringify(bodies).match(/[a-zA-Z]+(?=":)/g) ?? [];
  const any = (depth: number): unknown => {
    const kind = next(depth > 4 ? 7 : 10);
    if (kind < 7) return [null, true, false, 0, '', 'enabled', '../../x'][kind];
    if (kind === 7) return Array.from({ length: next(3) }, () => any(depth + 1));
    return Object.fromEntries(Array.from({ length: next(5) }, () => [names[next(names.length)], any(depth + 1)]));
  };
  const standings = new Set<string>();

  for (const code of checks.keys())
    for (let n = 0; n < 25; n++)
      standings.add((await judgedByBody(code, { sku: any(3), kind: any(9) as string, properties: any(0) })).standing);

  expect([...standings].sort()).toEqual(['fail', 'not-applicable', 'pass', 'unread']);
});
