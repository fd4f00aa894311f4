import { afterEach, beforeEach, expect, it } from 'vitest';
import { ops, type PipelineUnderTest, startPipeline } from './start-pipeline.ts';

const minute = 60_000;
const second = '19:second@thread.tacv2';

let run: PipelineUnderTest;
beforeEach(async () => {
  run = await startPipeline({
    route: {
      escalation: [
        { after: '10m', channel: second },
        { after: '10m', channel: ops },
      ],
    },
  });
});
afterEach(() => run.close());

it('keeps the copy of a card in the channel that it was escalated to as the card itself, and tells the story at one place', async () => {
  await run.take({ identity: 'a' });
  await run.passes(11 * minute, minute);
  expect(run.teams.messages(second)).toMatchObject([
    { edits: 0, replies: [{ summary: expect.stringContaining('step 1') }] },
  ]);

  await run.passes(10 * minute, minute);
  await run.acts(1, { move: 'acknowledge' });
  await run.take({ identity: 'b' });
  await run.passes(6 * minute, minute);
  await run.take(...['a', 'b'].map((identity) => ({ identity, status: 'resolved' as const, endsAt: run.clock.now() })));
  await run.passes(6 * minute, minute);

  const [card, ...cards] = run.teams.messages(ops);
  const [copy, ...copies] = run.teams.messages(second);
  expect([cards, copies]).toEqual([[], []]);
  expect(copy?.earlier.join()).toMatch(/acknowledged by Ann.*b is down/);
  expect([card, copy].map((it) => it?.text.includes('over after'))).toEqual([true, true]);
  expect([card, copy].map((it) => it?.text.includes('told under the card in its own channel'))).toEqual([false, true]);
  expect([card, copy].map((it) => it?.replies.length)).toEqual([6, 1]);
});
