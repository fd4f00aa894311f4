import { expect, it } from 'vitest';
import { onEveryEngine } from '../../store/engines.ts';
import { rushOfApprovals } from './approvals.ts';

// The long form: npm run soak -- approvals.
onEveryEngine((fresh, engine) => {
  const replicas = engine === 'PostgreSQL' ? 2 : 1;

  it('runs a change once that 200 people approve at the same time, and one of them twice', async () => {
    const rush = await rushOfApprovals({ store: await fresh(), replicas, people: 200, twice: 1 });

    expect(rush).toMatchObject({ runs: 1, approvals: 1, state: 'succeeded', answered: 201 });
    expect(rush.lines).toEqual({
      ...{ 'change:approved': 1, 'change:running': 1, 'change:ran': 1, 'change:succeeded': 1 },
    });
    expect(Object.keys(rush.refusals).filter((it) => it !== 'over' && it !== 'said-already')).toEqual([]);
    expect(Object.values(rush.refusals).reduce((sum, n) => sum + n, 0)).toBe(200);
  });

  it('counts each person once where it takes three', async () => {
    const rush = await rushOfApprovals({ store: await fresh(), replicas, people: 20, twice: 20, approvals: 3 });

    expect(rush).toMatchObject({ runs: 1, approvals: 3, state: 'succeeded' });
    expect(rush.lines).toMatchObject({ 'change:approval': 2, 'change:approved': 1, 'change:running': 1 });
  });
});
