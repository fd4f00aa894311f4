import { expect, it } from 'vitest';
import { saveHeld } from '../../../src/incidents/pipeline/save-held.ts';
import { openStore } from '../../../src/store/open-store.ts';

it('an incident that somebody else has written is not written over, and nothing of the transaction stands', async () => {
  const store = await openStore({ path: ':memory:' });
  const at = new Date('2026-11-29T03:00:00Z');
  const old = await store.together(at, (writing) =>
    writing.openIncident({
      ...{ key: 'k', title: 'Down', severity: 'high', status: 'open', labels: {}, openedAt: at, escalationLevel: 0 },
      ...{ receiver: 'r', route: '{}', conversation: 'c', alerts: { firing: 1, resolved: 0, muted: 0 } },
    }),
  );
  const newer = await store.together(at, (writing) => saveHeld({ ...old, title: 'Newer' }, writing));

  const late = store.together(at, async (writing) => {
    await writing.addLine(old.number, { at, kind: 'noted', text: 'late' });
    await saveHeld({ ...old, title: 'Late' }, writing);
  });

  await expect(late).rejects.toThrow('was written meanwhile');
  expect(await store.incidents.incident(old.number)).toEqual(newer);
  expect(await store.incidents.linesOf(old.number)).toEqual([]);
  await store.close();
});
