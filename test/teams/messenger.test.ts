import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { said } from './activities.ts';
import { type BotUnderTest, card, ids, startBot } from './bot-under-test.ts';

describe('the messenger', () => {
  let bot: BotUnderTest;
  let to: { tenantId: string; serviceUrl: string; conversationId: string };
  beforeEach(async () => {
    bot = await startBot();
    to = { tenantId: ids.tenant, serviceUrl: bot.connector.url, conversationId: '19:ops@thread.tacv2' };
  });
  afterEach(() => bot.close());

  it('starts a thread and knows both ids to edit its first message by', async () => {
    const ref = await bot.http.messenger.postInChannel(to, card('an alert'));

    expect(ref).toEqual({ ...to, conversationId: '19:made;messageid=7', activityId: 'message-1' });
    expect(bot.connector.calls[0]).toMatchObject({
      path: '/v3/conversations',
      body: {
        isGroup: true,
        channelData: { channel: { id: '19:ops@thread.tacv2' } },
        activity: { summary: 'an alert' },
      },
    });
  });

  it('takes the id from the thread when Teams gives no other', async () => {
    bot.connector.script({ status: 201, body: { id: '19:ops@thread.tacv2;messageid=99' } });

    expect(await bot.http.messenger.postInChannel(to, card('an alert'))).toMatchObject({ activityId: '99' });
  });

  it('writes to one person', async () => {
    bot.connector.script({ status: 201, body: { id: 'a:chat' } });

    const ref = await bot.http.messenger.postToPerson(
      { tenantId: ids.tenant, serviceUrl: to.serviceUrl, teamsId: '29:ann' },
      card('psst'),
    );

    expect(ref).toMatchObject({ conversationId: 'a:chat', activityId: 'message-2' });
    expect(bot.connector.calls[0]?.body).toMatchObject({
      isGroup: false,
      members: [{ id: '29:ann' }],
      tenantId: ids.tenant,
    });
  });

  it('has nothing to edit by when Teams takes a message and says no more', async () => {
    bot.connector.script({ status: 202 });

    expect(await bot.http.messenger.post(to, card('hello'))).toBeUndefined();
  });

  it('sends nothing, and no token, to an address that is not on the list', async () => {
    const evil = { ...to, serviceUrl: 'http://localhost:1' };

    await expect(bot.http.messenger.post(evil, card('secret'))).rejects.toMatchObject({
      service: 'Teams',
      reason: 'refused',
    });
    await expect(bot.http.messenger.update({ ...evil, activityId: '1' }, card('secret'))).rejects.toMatchObject({
      reason: 'refused',
    });
  });

  it('waits as long as Teams asks, and tries again', async () => {
    bot.connector.script({ status: 429, headers: { 'retry-after': '7' } });

    const posted = bot.http.messenger.post(to, card('hello'));
    await bot.clock.waitsFor(7_000);
    expect(bot.connector.calls).toHaveLength(1);
    await bot.clock.advance(7_000);

    expect(await posted).toMatchObject({ activityId: 'message-2' });
  });

  it.each([412, 502, 503, 504])('tries again after %i', async (status) => {
    bot.connector.script({ status, headers: { 'retry-after': '1' } });

    const posted = bot.http.messenger.post(to, card('hello'));
    await bot.clock.waitsFor(1_000);
    await bot.clock.advance(1_000);

    expect(await posted).toMatchObject({ activityId: 'message-2' });
  });

  it.each([400, 401, 403, 404, 413, 500])('does not try again after %i', async (status) => {
    bot.connector.script({ status, body: { error: { code: 'Some', message: 'words' } } });

    await expect(bot.http.messenger.post(to, card('hello'))).rejects.toMatchObject({
      service: 'Teams',
      status,
      retryable: false,
    });
    expect(bot.connector.calls).toHaveLength(1);
  });

  it('gives up after a few tries', async () => {
    const answer = { status: 503, headers: { 'retry-after': '1' } };
    bot.connector.script(answer, answer, answer, answer);

    const posted = bot.http.messenger.post(to, card('hello'));
    const refused = expect(posted).rejects.toMatchObject({ status: 503, reason: 'unavailable' });
    for (let wait = 1; wait <= 3; wait++) {
      await bot.connector.received(wait);
      await bot.clock.waitsFor(1_000);
      await bot.clock.advance(1_000);
    }

    await refused;
    expect(bot.connector.calls).toHaveLength(4);
  });

  it('says so instead of sending a card that Teams would refuse for its size', async () => {
    await bot.http.messenger.post(to, card('x'.repeat(41_000)));

    const [call] = bot.connector.calls;
    expect(call?.body.summary).toBe('The answer is too long for Teams');
    expect(JSON.stringify(call?.body).length * 2).toBeLessThan(80_000);
  });

  it('remembers where it may write to again', async () => {
    await bot.send(said('help'));

    expect(await bot.store.conversation(ids.tenant, '19:ops@thread.tacv2')).toEqual({
      ...{ tenantId: ids.tenant, conversationId: '19:ops@thread.tacv2', serviceUrl: bot.connector.url },
      ...{ kind: 'channel', botId: '28:bot', teamId: '19:team@thread.tacv2' },
    });
  });
});
