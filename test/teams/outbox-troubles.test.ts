import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { execute, pressed, said } from './activities.ts';
import { type BotUnderTest, card, ids, startBot } from './bot-under-test.ts';

const channel = '19:ops@thread.tacv2';

describe('what Teams does not take', () => {
  let bot: BotUnderTest;
  let replaces: boolean;
  beforeEach(async () => {
    replaces = false;
    bot = await startBot({ dialogue: { pressed: async () => (replaces ? 'in place' : 'below') } });
  });
  afterEach(() => bot.close());

  async function put(subject: string, it = card(subject)) {
    const to = { tenantId: ids.tenant, serviceUrl: bot.connector.url, conversationId: channel };
    await bot.store.together(bot.clock.now(), (writing) => writing.putOut({ to, subject, urgency: 5, card: it }));
    bot.http.sender.wake();
    await bot.http.sender.idle();
  }
  const bodies = () => bot.connector.calls.map(({ body }) => JSON.stringify(body));

  it('because it is too large is halved until it fits, and is a notice at last', async () => {
    const parts = ['one', 'two', 'three', 'four'].map((text) => ({ type: 'TextBlock', text }));
    const long = { ...card('long'), json: { ...card('').json, body: parts } };
    bot.connector.script({ status: 413 }, { status: 413 });
    await put('incident/1', long);

    expect(bodies()[1]).toMatch(/"one".*"two".*Shortened/);
    expect(bodies()[2]).toMatch(/"one".*Shortened/);
    expect(bodies()[2]).not.toContain('"two"');
    bot.connector.script({ status: 413 }, { status: 413 }, { status: 413 });
    await put('incident/2', long);
    expect(bodies().at(-1)).toContain('too long for Teams');
    expect(await (await fetch(`${bot.url}/metrics`)).text()).toMatch(/troubles_total\{outcome="too-large"\} 1/);
  });

  it('because the bot was removed is tried again when it is heard from there', async () => {
    bot.connector.script({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    await put('incident/1');
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(503);

    await bot.send(said('help'));
    bot.http.sender.wake();
    await bot.http.sender.idle();

    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
    expect(bodies().some((it) => it.includes('"summary":"incident/1"') && bodies().indexOf(it) >= 0)).toBe(true);
    expect((await bot.store.outbox.state()).waiting).toBe(0);
  });

  it('waits too long for a person to be told, and then the process says that it is not ready', async () => {
    bot.connector.script(...Array.from({ length: 9 }, () => ({ status: 429, headers: { 'retry-after': '600' } })));
    await put('incident/1');
    await bot.clock.advance(16 * 60_000);

    const ready = await fetch(`${bot.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain('a message waits since 16 minutes');
  });

  it.each([true, false])(
    'and may be there all the same is folded when somebody presses on it (in place: %s)',
    async (inPlace) => {
      replaces = inPlace;
      await put('incident/7');
      const [id = ''] = await bot.store.preparePresses(
        [{ verb: 'ack', input: { number: 7 }, replaces: inPlace }],
        bot.clock.now(),
      );
      const conversation = { id: `${channel};messageid=lost-1`, conversationType: 'channel', tenantId: ids.tenant };

      await bot.send(pressed(execute('ack', { id }), { replyToId: 'lost-1', conversation }));
      const calls = await bot.connector.received(inPlace ? 2 : 3);

      const edits = calls.filter(({ method }) => method === 'PUT');
      expect(edits.map(({ path }) => decodeURIComponent(path))).toEqual([
        `/v3/conversations/${channel};messageid=lost-1/activities/lost-1`,
      ]);
      expect(JSON.stringify(edits[0]?.body)).toContain('see the card of incident 7');
    },
  );

  it('and refreshes itself is folded by that, once for all who look at it', async () => {
    await put('incident/7');
    const [id = ''] = await bot.store.preparePresses(
      [{ verb: 'incidents', input: { number: 7 }, replaces: true }],
      bot.clock.now(),
    );
    const conversation = { id: `${channel};messageid=lost-1`, conversationType: 'channel', tenantId: ids.tenant };
    const refresh = () =>
      bot.send(pressed(execute('incidents', { id }, 'automatic'), { replyToId: 'lost-1', conversation }));

    const answers = [await refresh(), await refresh()];

    for (const it of answers) expect(await it.text()).toContain('see the card of incident 7');
    await bot.http.close();
    expect(bot.connector.calls.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(bot.asked).toEqual([]);
  });

  it('leaves the card alone that is kept up to date, when somebody presses on it', async () => {
    await put('incident/7');
    const known = await bot.store.outbox.posted(
      { tenantId: ids.tenant, serviceUrl: '', conversationId: channel },
      'incident/7',
    );
    const [id = ''] = await bot.store.preparePresses(
      [{ verb: 'why', input: { number: 7 }, replaces: false }],
      bot.clock.now(),
    );
    const conversation = {
      id: `${channel};messageid=${known?.activityId}`,
      conversationType: 'channel',
      tenantId: ids.tenant,
    };

    await bot.send(pressed(execute('why', { id }), { replyToId: known?.activityId, conversation }));
    const calls = await bot.connector.received(2);

    expect(calls.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });
});
