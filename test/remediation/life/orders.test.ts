import fc from 'fast-check';
import { expect, it } from 'vitest';
import { peopleConfig } from '../../../src/commands/people/people-config.ts';
import { startChanges } from '../../../src/commands/people/start-changes.ts';
import { UserError } from '../../../src/errors.ts';
import { proposeAgain } from '../../../src/remediation/life/propose-again.ts';
import { defaultRule, type Terms } from '../../../src/remediation/policy/policy.ts';
import { person, policyOf } from '../policy/some-policy.ts';
import { azure, conversation, type StartedWork, startWork } from './started-work.ts';

const minute = 60_000;
const operators = [1, 2];
const signal = new AbortController().signal;

/** One thing that happens: somebody says something, time passes, the policy or the people become others, the world moves. */
const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      say: fc.constantFrom('approved', 'approved', 'rejected', 'broke-glass'),
      by: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ passMs: fc.constantFrom(0, 0, 6_000, 20 * minute, 61 * minute) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      policy: fc.record({
        approvals: fc.integer({ min: 1, max: 3 }),
        fourEyes: fc.boolean(),
        glass: fc.boolean(),
        auto: fc.boolean(),
        deny: fc.constantFrom(false, false, false, true),
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ approvers: fc.subarray([1, 2, 3, 4, 5]) }) },
  { weight: 1, arbitrary: fc.record({ world: fc.constantFrom('moves', 'is elsewhere') }) },
  { weight: 1, arbitrary: fc.record({ again: fc.constantFrom(1, 2) }) },
);
type Event = typeof event extends fc.Arbitrary<infer It> ? It : never;

/** What holds at one time. */
interface Now {
  terms: Terms;
  isDenied: boolean;
  approvers: readonly number[];
}

/** What the policy names, counted anew and by no code of the bot's: whose approvals stand at the time of a run. */
function mayRun(
  { terms, isDenied, approvers }: Now,
  kept: Awaited<ReturnType<StartedWork['propose']>>,
  now: Date,
): boolean {
  if (isDenied || kept.expiresAt <= now) return false;
  if (terms.autoApprove) return true;
  const numbers = (kind: string) =>
    kept.decisions.filter((it) => it.kind === kind).map(({ by }) => Number(by.name.slice(1)));
  if (numbers('rejected').length > 0) return false;
  // Who is an approver is an operator too.
  const mayBreak = (n: number) => operators.includes(n) || approvers.includes(n);
  if (terms.breakGlass && numbers('broke-glass').some(mayBreak)) return true;
  const asker = Number(kept.asker.name.slice(1));
  const counting = new Set(
    numbers('approved').filter((n) => approvers.includes(n) && !(terms.fourEyes && n === asker)),
  );
  return counting.size >= terms.approvals;
}

it('runs nothing without the approvals that the policy names at the time of the run, whatever happens before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 25 }), async (events) => {
      const started = await startWork();
      try {
        const holds: Now = { terms: defaultRule.terms, isDenied: false, approvers: [3, 4, 5] };
        started.world.place = { ...started.world.place, environment: 'test' };
        const { number } = await started.propose('a');
        for (const it of events) {
          await happen(it, number, started, holds);
          const before = await started.store.remediations.remediation(number);
          const made = started.world.made.length;
          const may = before?.state === 'approved' && mayRun(holds, before, started.clock.now());
          const after = await started.after(0, number);
          if (started.world.made.length > made) expect(may).toBe(true);
          expect(started.world.made.length).toBeLessThanOrEqual(1);
          expect(['running', 'succeeded'].includes(after.state)).toBe(started.world.made.length === 1);
        }
        const ended = await started.after(0, number);
        if (ended.state !== 'proposed') return;
        expect((await started.after(62 * minute, number)).state).toBe('expired');
      } finally {
        await started.close();
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  );
});

async function happen(it: Event, number: number, started: StartedWork, holds: Now): Promise<void> {
  const { work, world, clock } = started;
  if ('passMs' in it) clock.step(it.passMs);
  if ('world' in it) {
    if (it.world === 'moves' && world.made.length === 0) world.values.set('a', (world.values.get('a') ?? 0) + 1);
    if (it.world === 'is elsewhere') world.place = { ...world.place, environment: `place-${world.place.environment}` };
  }
  if ('policy' in it) {
    const { approvals, fourEyes, glass, auto: autoApprove, deny } = it.policy;
    const breakGlass = glass ? { who: 'operators' as const, reviewWithinMs: minute } : undefined;
    holds.terms = { ...defaultRule.terms, approvals, fourEyes, autoApprove, breakGlass };
    holds.isDenied = deny;
    work.config.policy = policyOf({ name: 'now', terms: deny ? 'deny' : holds.terms });
    // Auto-approval counts in a known place that is not production alone.
    holds.terms.autoApprove &&= world.place.environment === 'test';
  }
  if ('approvers' in it) {
    holds.approvers = it.approvers;
    const ids = (them: readonly number[]) => them.map((n) => person(n).objectId);
    const people = peopleConfig.parse({
      operator: ids(operators),
      approver: ids(it.approvers),
      viewer: ids([3, 4, 5]),
    });
    work.may = startChanges({ ...work, people }).may;
  }
  try {
    if ('say' in it) await started.say(number, it.say as 'approved', it.by, { reason: 'because' });
    if ('again' in it)
      await proposeAgain(work, number, {
        ...{ by: person(it.again), conversation, requestId: 'r', azure, signal },
        permit: async () => undefined,
      });
  } catch (error) {
    // A refusal is an answer too.
    if (!(error instanceof UserError)) throw error;
  }
}
