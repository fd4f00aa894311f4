import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotUnderTest, card, ids, startBot } from './bot-under-test.ts';

describe('what is put out', () => {
  let bot: BotUnderTest;
  let to: { tenantId: string; serviceUrl: string; conversationId: string };
  beforeEach(async () => {
    bot = await startBot();
    to = { tenantId: ids.tenant, serviceUrl: bot.connector.url, conversationId: '19:ops@thread.tacv2' };
  });
  afterEach(() => bot.close());

  async function put(subject: string, text: string, more: { replyTo?: string } = {}) {
    await bot.store.together(bot.clock.now(), (writing) =>
      writing.putOut({ to, subject, urgency: 5, card: card(text), ...more }),
    );
    bot.http.sender.wake();
    await bot.http.sender.idle();
  }
  const sent = () =>
    bot.connector.calls.map(({ method, path, body }) => {
      const summary = (body.activity as { summary?: string } | undefined)?.summary ?? body.summary;
      return `${method} ${decodeURIComponent(path)} ${summary}`;
    });

  it('is posted once, then edited, with its story in the thread', async () => {
    await put('incident/1', 'it fails');
    await put('incident/1', 'it still fails');
    await put('incident/1/note/1', 'a note', { replyTo: 'incident/1' });

    expect(sent()).toEqual([
      'POST /v3/conversations it fails',
      'PUT /v3/conversations/19:made;messageid=7/activities/message-1 it still fails',
      'POST /v3/conversations/19:made;messageid=7/activities a note',
    ]);
  });

  it('waits as long as Teams asks, and goes then', async () => {
    bot.connector.script({ status: 429, headers: { 'retry-after': '7' } });
    await put('incident/1', 'it fails');

    expect(bot.connector.calls).toHaveLength(1);
    await bot.clock.advance(6_900);
    await bot.http.sender.idle();
    expect(bot.connector.calls).toHaveLength(1);
    await bot.clock.advance(200);
    await bot.http.sender.idle();
    expect(bot.connector.calls).toHaveLength(2);
    expect(JSON.stringify(bot.connector.calls[1]?.body)).not.toContain('second copy');
  });

  it('says that it may be a second copy when the first one was never answered', async () => {
    bot.connector.script({ status: 504 });
    await put('incident/1', 'it fails');
    await bot.clock.advance(5_000);
    await bot.http.sender.idle();

    expect(bot.connector.calls).toHaveLength(2);
    expect(JSON.stringify(bot.connector.calls[1]?.body)).toContain('second copy');
  });

  it('stops where the bot was removed, and says so on /readyz', async () => {
    bot.connector.script({ status: 403, body: { error: { code: 'BotNotInConversationRoster', message: 'gone' } } });
    await put('incident/1', 'it fails');
    await put('incident/2', 'it fails too');

    expect(bot.connector.calls).toHaveLength(1);
    const ready = await fetch(`${bot.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain('19:ops@thread.tacv2');
  });

  it('is posted anew when its message was deleted', async () => {
    await put('incident/1', 'it fails');
    bot.connector.script({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    await put('incident/1', 'it still fails');

    expect(sent().map((it) => it.split(' ')[0])).toEqual(['POST', 'PUT', 'POST']);
  });

  it('keeps the place of a message that is too large', async () => {
    bot.connector.script({ status: 413 });
    await put('incident/1', 'it fails');

    expect(bot.connector.calls).toHaveLength(2);
    expect(sent()[1]).not.toContain('it fails');
  });

  it('sends no faster than Teams allows, in the order of urgency', async () => {
    await bot.store.together(bot.clock.now(), async (writing) => {
      for (let n = 0; n < 12; n++)
        await writing.putOut({ to, subject: `incident/${n}`, urgency: 5, card: card(`${n}`) });
    });
    bot.http.sender.wake();
    await bot.http.sender.idle();

    expect(bot.connector.calls).toHaveLength(7);
    await bot.clock.advance(1_100);
    await bot.http.sender.idle();
    expect(bot.connector.calls).toHaveLength(8);
    await bot.clock.advance(10_000);
    await bot.http.sender.idle();
    expect(sent().map((it) => it.split(' ')[2])).toEqual(Array.from({ length: 12 }, (_, n) => `${n}`));
  });
});
