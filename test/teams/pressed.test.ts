import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pressed, Reply } from '../../src/commands/command.ts';
import { execute, pressed } from './activities.ts';
import { type BotUnderTest, card, startBot } from './bot-under-test.ts';

const cardType = 'application/vnd.microsoft.card.adaptive';

describe('a button', () => {
  let bot: BotUnderTest;
  let place: Pressed;
  let answer: () => Promise<Reply>;
  beforeEach(async () => {
    place = 'below';
    answer = async () => ({ card: card('the answer') });
    bot = await startBot({ answer: () => answer(), dialogue: { pressed: async () => place } });
  });
  afterEach(() => bot.close());

  it('that asks something new is answered at once, and in full below', async () => {
    const response = await bot.send(pressed(execute('why', { id: 'opaque' })));

    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
    });
    const [call] = await bot.connector.received(1);
    expect(call?.method).toBe('POST');
    expect(decodeURIComponent(call?.path ?? '')).toContain('19:ops@thread.tacv2;messageid=42/activities');
    expect(call?.body.summary).toBe('the answer');
    expect(bot.asked[0]?.ask).toEqual({ verb: 'why', data: { id: 'opaque' } });
    expect(bot.asked[0]?.actor.objectId).toBe('a0000000-0000-4000-8000-00000000000a');
  });

  it('of a picker shows progress in its card at once, which then becomes the answer for everybody', async () => {
    place = 'in place';
    const response = await bot.send(pressed(execute('why')));

    expect(await response.json()).toEqual({ statusCode: 200, type: cardType, value: card('working').json });
    const [call] = await bot.connector.received(1);
    expect(call?.method).toBe('PUT');
    expect(call?.path).toMatch(/\/activities\/posted-1$/);
    expect(call?.body.summary).toBe('the answer');
  });

  it('of a picker that is gone has its answer posted', async () => {
    place = 'in place';
    bot.connector.script({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    await bot.send(pressed(execute('why')));

    const calls = await bot.connector.received(2);
    expect(calls.map((call) => call.method)).toEqual(['PUT', 'POST']);
  });

  it('answers the press before the work is done', async () => {
    let finish: (reply: Reply) => void = () => {};
    answer = () => new Promise((resolve) => (finish = resolve));
    const response = await bot.send(pressed(execute('why')));

    expect(response.status).toBe(200);
    expect(bot.connector.calls).toEqual([]);
    finish({ card: card('the answer') });
    await bot.connector.received(1);
  });

  it('that is refused is answered to who pressed alone, and the card stays', async () => {
    place = 'in doubt';
    answer = async () => ({ card: card('a refusal'), refused: 'You are not on my list.' });
    const response = await bot.send(pressed(execute('why')));

    expect(await response.json()).toEqual({
      ...{ statusCode: 200, type: 'application/vnd.microsoft.activity.message' },
      value: 'You are not on my list.',
    });
    await bot.http.close();
    expect(bot.connector.calls).toEqual([]);
  });

  it('that only seemed to be refused, or about which that is not known soon, is answered below', async () => {
    place = 'in doubt';
    const seemed = await bot.send(pressed(execute('why')));
    let finish: (reply: Reply) => void = () => {};
    answer = () => new Promise((resolve) => (finish = resolve));
    const slow = bot.send(pressed(execute('why')));
    await bot.clock.waitsFor(3_000);
    await bot.clock.advance(3_000);
    const held = await slow;
    finish({ card: card('late'), refused: 'no' });

    for (const response of [seemed, held]) expect(await response.json()).toMatchObject({ value: /^On it/ });
    const calls = await bot.connector.received(2);
    expect(calls.map(({ body }) => body.summary)).toContain('the answer');
    expect(bot.asked).toHaveLength(2);
  });

  it('under a post of a channel is answered in the thread of that post', async () => {
    const conversation = {
      id: '19:ops@thread.tacv2',
      conversationType: 'channel',
      tenantId: '7e7e0000-0000-4000-8000-000000000001',
    };
    await bot.send(pressed(execute('why'), { conversation }));

    const [call] = await bot.connector.received(1);
    expect(decodeURIComponent(call?.path ?? '')).toContain('19:ops@thread.tacv2;messageid=posted-1/');
  });

  it('that Teams sends twice works once', async () => {
    const press = pressed(execute('why'));
    await bot.send(press);
    const again = await bot.send(press);

    expect(await again.json()).toMatchObject({ statusCode: 200, value: 'Already on it.' });
    await bot.connector.received(1);
    expect(bot.asked).toHaveLength(1);
  });

  it('that a client presses by itself to refresh sends nothing', async () => {
    const response = await bot.send(pressed(execute('why', {}, 'automatic')));

    expect(await response.json()).toEqual({ statusCode: 200, type: cardType, value: card('the answer').json });
    expect(bot.connector.calls).toEqual([]);
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ action: null }],
    [{ action: {} }],
    [{ action: { verb: 7 } }],
    [{ action: { type: 'Action.Submit', verb: 'why' } }],
    [{ action: { type: 'Action.Execute', verb: 'x'.repeat(101) } }],
    [{ action: { type: 'Action.Execute', verb: 'why' }, trigger: 'loud' }],
  ])('whose value is %j is refused without an error inside', async (value) => {
    const response = await bot.send(pressed(value));

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ statusCode: 400, type: 'application/vnd.microsoft.error' });
    expect(bot.asked).toEqual([]);
    expect(bot.lines.filter((line) => Number(line.level) >= 50)).toEqual([]);
  });

  it('of another kind of invoke is refused', async () => {
    const response = await bot.send(pressed(execute('why'), { name: 'task/fetch' }));

    expect(await response.json()).toMatchObject({ statusCode: 400 });
  });
});
