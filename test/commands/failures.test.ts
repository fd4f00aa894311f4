import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { noticeCard } from '../../src/cards/notice.ts';
import { type AnyCommand, defineCommand, type Reply } from '../../src/commands/command.ts';
import { createSpeech } from '../../src/commands/language/speech.ts';
import { answer } from '../../src/commands/run.ts';
import { UserError } from '../../src/errors.ts';
import type { Clock } from '../../src/model/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { actor, startDialogue, type TestDialogue, textOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeEach(async () => {
  bot = await startDialogue();
});
afterEach(() => bot.close());

const lastLine = async () => (await bot.store.auditTail(1))[0];

describe('an answer of Azure that is none', () => {
  it.each([
    [403, 'Grant the bot'],
    [503, 'Ask again'],
  ])('with status %i says what to do next', async (status, next) => {
    bot.azure.faults.set('resource-graph', { status });

    const { card } = await bot.ask('cluster health prod-weu');

    expect(textOf(card.json)).toContain('Resource Graph did not answer');
    expect(textOf(card.json)).toContain(next);
    expect(await lastLine()).toMatchObject({
      what: 'cluster health',
      outcome: 'failed',
      detail: 'cluster health prod-weu',
    });
  });

  it('by the deadline says how long was waited', async () => {
    bot.azure.faults.set('resource-graph', { hang: true });
    const deadline = new AbortController();
    bot.azure.requests.onDone(() => {});
    const answering = bot.ask('cluster health prod-weu', 'olaf', {}, deadline.signal);
    deadline.abort(new DOMException('The deadline passed.', 'TimeoutError'));

    const { card } = await answering;

    expect(textOf(card.json)).toMatch(/This took longer than \d+ seconds/);
    expect(await lastLine()).toMatchObject({ outcome: 'failed' });
  });
});

describe('a command that fails', () => {
  const failing = (run: () => Promise<Reply>): AnyCommand =>
    defineCommand({
      name: 'fail',
      synonyms: [],
      usage: 'fail',
      summary: '',
      examples: [],
      role: 'viewer',
      touches: 'no cluster',
      input: z.object({}),
      run,
    }) as AnyCommand;
  const answerOf = async (command: AnyCommand, clock: Clock, signal = new AbortController().signal) => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    const store = await openStore({ path: ':memory:' });
    const house = {
      connection: bot.connection,
      ...{
        store,
        clock,
        log,
        commands: [command],
        pressable: [command],
        speech: createSpeech([command]),
        buttons: async () => [],
        people: { decide: async () => [{ grant: { role: 'viewer' as const, by: 'list' as const } }] },
      },
    };
    const place = { tenantId: 't', kind: 'personal' as const, conversationId: 'c', channelId: 'c' };
    const { card } = await answer(
      { ask: { said: 'fail' }, actor: actor('vera'), place, requestId: 'request-7', signal },
      house,
    );
    const [line] = await store.auditTail(1);
    await store.close();
    return { text: textOf(card.json), log: lines.join(''), line };
  };
  const still: Clock = { now: () => new Date(0), after: () => () => {} };

  it('on a bug apologises with the reference, keeps the stack to the log, and is audited', async () => {
    const { text, log, line } = await answerOf(
      failing(async () => Promise.reject(new TypeError('secret detail'))),
      still,
    );

    expect(text).toContain('Something went wrong on my side');
    expect(text).toContain('request-7');
    expect(text).not.toContain('secret detail');
    expect(log).toContain('"requestId":"request-7"');
    expect(line).toMatchObject({ what: 'fail', outcome: 'failed', requestId: 'request-7' });
  });

  it('of a command that answers without asking whether the person may is a bug, and tells nothing', async () => {
    const reply = async () => ({ card: noticeCard({ level: 'info', title: 'a secret place', text: '', buttons: [] }) });
    const { text, line } = await answerOf({ ...failing(reply), touches: undefined } as unknown as AnyCommand, still);

    expect(text).toContain('Something went wrong on my side');
    expect(text).not.toContain('secret');
    expect(line).toMatchObject({ outcome: 'failed' });
  });

  it('on something the person can put right says that and no more', async () => {
    const { text, log } = await answerOf(
      failing(async () => Promise.reject(new UserError('Name a cluster.'))),
      still,
    );

    expect(text).toContain('Name a cluster.');
    expect(log).not.toContain('"level":50');
  });

  it('to end after its deadline is left behind after a little grace', async () => {
    const hurried: Clock = {
      now: () => new Date(0),
      after: (_, callback) => {
        queueMicrotask(callback);
        return () => {};
      },
    };

    const { text, line } = await answerOf(
      failing(() => new Promise(() => {})),
      hurried,
      AbortSignal.abort(),
    );

    expect(text).toContain('This took longer');
    expect(line).toMatchObject({ outcome: 'failed' });
  });
});
