import { expect, it } from 'vitest';
import { fallbackOf } from '../../../src/incidents/pipeline/redirect-incidents.ts';
import { ops, startPipeline } from './start-pipeline.ts';

const second = '19:second@thread.tacv2';

it('tells in the second channel, and why, when the first takes no messages; what is new as well', async () => {
  const run = await startPipeline({ fallback_channel: second, route: { group_by: ['alertname'], group_wait: '10s' } });
  await run.take({ identity: 'told', labels: { alertname: 'Told' } });
  await run.passes(11_000);
  expect(run.teams.messages(ops)).toHaveLength(1);

  run.teams.refuse(403);
  await run.take({ identity: 'broken', labels: { alertname: 'Broken' } });
  await run.passes(20_000);
  await run.take({ identity: 'new', labels: { alertname: 'New' } });
  await run.passes(20_000);

  const moved = run.teams.messages(second);
  expect(run.teams.messages(ops)).toHaveLength(1);
  expect(moved.map(({ summary }) => summary).sort()).toEqual([
    'High #1 · told is down',
    'High #2 · broken is down',
    'High #3 · new is down',
  ]);
  for (const { text } of moved) expect(text).toContain('its own channel takes no messages');
  expect((await run.store.outbox.state()).waiting).toBe(0);
  expect((await run.store.incidents.incident(3))?.conversation).toBe(second);
  await run.close();
});

it('leaves what it has to tell where it is when there is no second channel', async () => {
  const run = await startPipeline({ route: { group_wait: '10s' } });
  run.teams.refuse(403);
  await run.take({ identity: 'a' });
  await run.passes(20_000);

  expect((await run.store.outbox.state()).waiting).toBe(1);
  await run.store.outbox.mend('t1', ops);
  await run.passes(10_000);
  expect(run.teams.messages(ops)).toHaveLength(1);
  await run.close();
});

it.each([
  [[], undefined],
  [[{ name: 'a', channel: ops }], undefined],
  [[{ name: 'a', channel: ops, fallbackChannel: second }], second],
  [
    [
      { name: 'a', channel: ops },
      { name: 'b', channel: ops, fallbackChannel: second },
    ],
    second,
  ],
  [[{ name: 'a', channel: ops, fallbackChannel: ops }], undefined],
  [[{ name: 'a', channel: second, fallbackChannel: ops }], undefined],
])('of the receivers %j it takes the second channel %s', (all, fallback) => {
  const receivers = new Map(
    all.map((it) => [it.name, it as { name: string; channel: string; fallbackChannel: string }]),
  );

  expect(fallbackOf(ops, { receivers })).toBe(fallback);
});
