import { expect, it } from 'vitest';
import { readImages } from '../../../src/security/snapshot/read-images.ts';
import { keptChange } from '../../remediation/life/kept-change.ts';
import { useImageRange } from './image-range.ts';

const range = useImageRange();
const name = 'contoso.azurecr.io/payments-api';
const conversation = '19:security@thread.tacv2';

it('the first reading after a change of the version tells once in its thread what is gone and what is left', async () => {
  const { work, store, world, cards, later } = range();
  const [built, others] = [world.image(`${name}:ca1`), world.image(`${name}:ca0`)];
  const [old, mended] = [world.image(`${name}:1.8`), world.image(`${name}:1.8.1`)];
  await readImages(work);
  later(5);
  const startedAt = work.clock.now();
  const plan = { sentence: 'A change.', place: {}, objects: [], reach: [] };
  const done = { state: 'succeeded' as const, conversation, thread: '7', startedAt };
  const rolled = { image: `${name}:1.8`, to: `${name}:1.8.1`, digest: mended.digest };
  const roll = await keptChange(store, 'roll', startedAt, {
    ...{ ...done, action: 'roll-to-tag', plan: { ...plan, before: rolled } },
  });
  const rebuild = await keptChange(store, 'rebuild', startedAt, {
    ...{
      ...done,
      action: 'rebuild-image',
      plan: { ...plan, before: { repository: 'payments-api' } },
      images: [built.digest],
    },
  });
  later(30);

  await readImages(work);
  const first = await cards();
  // Somebody else pushed before the run did.
  for (const [seconds, it] of [
    [30, others],
    [60, built],
  ] as const) {
    it.pushedAt = new Date(startedAt.getTime() + seconds * 1_000);
    it.scan = { form: 'individual', at: it.pushedAt, flaws: [] };
    world.registry('contoso.azurecr.io')?.images.push(it);
  }
  later(30);
  await readImages(work);
  const second = await cards();
  later(30);
  await readImages(work);

  const fixed = old.scan.flaws.filter((it) => !mended.scan.flaws.some(({ cve }) => cve === it.cve)).length;
  expect([...first.keys()]).toEqual([`mended/${roll.number}`]);
  expect(first.get(`mended/${roll.number}`)).toMatch(
    new RegExp(`^Change #${roll.number}: ${fixed} findings are gone, \\d+ are left`),
  );
  expect([...second.keys()]).toEqual([`mended/${rebuild.number}`]);
  expect(second.get(`mended/${rebuild.number}`)).toMatch(/payments-api:1\.8\.1 against payments-api:ca1/);
  expect((await cards()).size).toBe(0);
});
