import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/commands/command.ts';
import { said } from './activities.ts';
import { type BotUnderTest, card, ids, startBot } from './bot-under-test.ts';

describe('something typed', () => {
  let bot: BotUnderTest;
  let finish: (reply: Reply) => void;
  let slow: boolean;
  beforeEach(async () => {
    slow = false;
    bot = await startBot({
      answer: async () => (slow ? new Promise<Reply>((resolve) => (finish = resolve)) : { card: card('the answer') }),
    });
  });
  afterEach(() => bot.close());

  it('is answered in its thread by one card and nothing else', async () => {
    const response = await bot.send(said('why payments-api'));

    expect(response.status).toBe(200);
    expect(bot.asked[0]?.ask).toEqual({ said: 'why payments-api' });
    expect(bot.asked[0]?.place).toEqual({
      tenantId: ids.tenant,
      kind: 'channel',
      conversationId: '19:ops@thread.tacv2;messageid=42',
      channelId: '19:ops@thread.tacv2',
      threadRootId: '42',
    });
    const [call, ...others] = bot.connector.calls;
    expect(others).toEqual([]);
    expect(call?.method).toBe('POST');
    expect(decodeURIComponent(call?.path ?? '')).toBe('/v3/conversations/19:ops@thread.tacv2;messageid=42/activities');
    expect(call?.body).toMatchObject({ type: 'message', summary: 'the answer' });
    expect(call?.body.text).toBeUndefined();
    expect(call?.body.attachments).toEqual([
      { contentType: 'application/vnd.microsoft.card.adaptive', content: card('the answer').json },
    ]);
  });

  it('by somebody without an object id reaches the role check, which refuses him politely', async () => {
    const response = await bot.send(said('help', { from: { id: '29:guest', name: null, aadObjectId: null } }));

    expect(response.status).toBe(200);
    expect(bot.asked[0]?.actor).toMatchObject({ objectId: '', name: '', teamsId: '29:guest' });
  });

  it('is answered once when Teams sends it twice', async () => {
    const activity = said('help');

    await bot.send(activity);
    await bot.send(activity);

    expect(bot.asked).toHaveLength(1);
    expect(bot.connector.calls).toHaveLength(1);
  });

  it('shows progress after a second, and turns that message into the answer', async () => {
    slow = true;
    const response = bot.send(said('cluster health'));
    await bot.clock.waitsFor(1_000);
    await bot.clock.advance(1_000);
    await bot.connector.received(1);
    finish({ card: card('healthy') });
    await response;

    const [progress, update] = bot.connector.calls;
    expect(progress?.body.summary).toBe('working');
    expect(update?.method).toBe('PUT');
    expect(update?.path).toMatch(/\/activities\/message-1$/);
    expect(update?.body.summary).toBe('healthy');
  });

  it('ends its turn after eight seconds while the work goes on', async () => {
    slow = true;
    const response = bot.send(said('cluster health'));
    await bot.clock.waitsFor(1_000);
    await bot.clock.advance(8_000);

    expect((await response).status).toBe(200);
    finish({ card: card('healthy') });
    const calls = await bot.connector.received(2);
    expect(calls[1]?.body.summary).toBe('healthy');
  });

  it('is told to stop when its own deadline passes, and says so when it does not', async () => {
    slow = true;
    const response = bot.send(said('cluster health'));
    await bot.clock.waitsFor(60_000);
    await bot.clock.advance(60_000);
    await response;

    expect(bot.asked[0]?.signal.aborted).toBe(true);
    await bot.clock.advance(5_000);
    const calls = await bot.connector.received(2);
    expect(calls[1]?.body.summary).toBe('This took too long');
  });

  it('posts the answer when the progress card cannot be edited', async () => {
    slow = true;
    const response = bot.send(said('cluster health'));
    await bot.clock.waitsFor(1_000);
    await bot.clock.advance(1_000);
    await bot.connector.received(1);
    bot.connector.script({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    finish({ card: card('healthy') });
    await response;

    expect(bot.connector.calls.map((call) => call.method)).toEqual(['POST', 'PUT', 'POST']);
    expect(bot.connector.calls[2]?.body.summary).toBe('healthy');
  });
});
