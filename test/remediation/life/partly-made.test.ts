import { afterEach, expect, it } from 'vitest';
import { UpstreamError } from '../../../src/errors.ts';
import type { Verified } from '../../../src/remediation/action.ts';
import { undoOf } from '../../../src/remediation/life/undo-of.ts';
import { type StartedWork, startWork } from './started-work.ts';

const lost = () => new UpstreamError('Kubernetes API', 'timeout', 'did not answer in time', { outcomeUnknown: true });
const half: Verified = { state: 'failed', partly: true, sentence: 'Half of it is there.' };

let started: StartedWork;
afterEach(() => started.close());

it.each([
  ['can be undone, where a part of it was made', half, true],
  ['has nothing to undo, where nothing of it was made', { ...half, partly: undefined }, false],
])('a change that failed unseen %s', async (_, found, canBeUndone) => {
  started = await startWork();
  const action = started.work.actions.get('add');
  if (!action) throw new Error('no action');
  action.verify = async () => found as Verified;
  started.world.faults.afterWrite = lost();
  const { number } = await started.propose('a');
  await started.say(number, 'approved', 3);
  await started.after(60_000, number);

  const failed = await started.after(120_000, number);

  expect(failed).toMatchObject({ state: 'failed', outcome: half.sentence });
  expect(undoOf(failed, started.work) !== undefined).toBe(canBeUndone);
});
