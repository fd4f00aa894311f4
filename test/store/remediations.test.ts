import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { keptFor } from '../../src/store/sweep.ts';
import { keptChange } from '../remediation/life/kept-change.ts';
import { onEveryEngine } from './engines.ts';

const at = new Date('2026-11-25T03:00:00Z');

onEveryEngine((fresh) => {
  it('sweeps changes that are long over, and leaves those that can still go on', async () => {
    const store = await openStore(await fresh());
    const { number: over } = await keptChange(store, 'over', at, { state: 'succeeded' });
    const { number: unknown } = await keptChange(store, 'unknown', at, { state: 'unknown' });
    const kept = async () => [
      await store.remediations.remediation(over),
      await store.remediations.remediation(unknown),
    ];

    await store.sweep(new Date(at.getTime() + keptFor.remediations));
    expect((await kept()).map((it) => it?.state)).toEqual(['succeeded', 'unknown']);
    await store.sweep(new Date(at.getTime() + keptFor.remediations + 1));

    expect((await kept()).map((it) => it?.state)).toEqual([undefined, 'unknown']);
    await store.close();
  });
});
