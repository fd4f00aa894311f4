import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { said } from './activities.ts';
import { type BotUnderTest, startBot } from './bot-under-test.ts';

describe('the server', () => {
  let bot: BotUnderTest;
  beforeEach(async () => {
    bot = await startBot();
  });
  afterEach(() => bot.close());

  function post(body: string, type = 'application/json') {
    return fetch(`${bot.url}/api/messages`, { method: 'POST', body, headers: { 'content-type': type } });
  }

  it('is there', async () => {
    expect(await (await fetch(`${bot.url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
  });

  it('counts what it took and what it refused', async () => {
    await bot.send(said('help'));
    await bot.send(said('help', { channelId: 'emulator' }));

    const text = await (await fetch(`${bot.url}/metrics`)).text();
    expect(text).toContain('watchkeeper_activities_total{outcome="taken"} 1');
    expect(text).toContain('watchkeeper_activities_total{outcome="foreign-channel"} 1');
    expect(text).toContain('watchkeeper_sends_total{outcome="sent"} 1');
    expect(text).toMatch(/^watchkeeper_questions_underway 0$/m);
  });

  it('refuses what is not JSON, not an object, or too long', async () => {
    expect((await post('{}', 'text/plain')).status).toBe(415);
    expect((await post('{"type":')).status).toBe(400);
    expect((await post('[]')).status).toBe(400);
    expect((await post(JSON.stringify({ text: 'x'.repeat(300_000) }))).status).toBe(413);
  });

  it('refuses a long body that does not say how long it is', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
      const sent = request(`${bot.url}/api/messages`, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        response.resume();
      });
      sent.on('error', reject);
      for (let chunk = 0; chunk < 30; chunk++) sent.write('x'.repeat(10_000));
      sent.end();
    });

    expect(status).toBe(413);
  });

  it('makes nothing of a caller who hangs up', async () => {
    const sent = request(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 1000 },
    });
    sent.on('error', () => {});
    await new Promise((resolve) => sent.write('{"type":', resolve));
    sent.destroy();

    await bot.send(said('help'));
    expect(bot.lines.filter((line) => Number(line.level) >= 50)).toEqual([]);
  });

  it('logs what was refused once a minute, whoever floods it', async () => {
    const refusals = () =>
      bot.lines.filter((line) => line.msg === 'an activity was refused').map((line) => line.unlogged);

    for (let count = 0; count < 5; count++) await bot.send(said('help', { channelId: 'emulator' }));
    expect(refusals()).toEqual([0]);

    await bot.clock.advance(60_000);
    await bot.send(said('help', { channelId: 'emulator' }));
    expect(refusals()).toEqual([0, 4]);
  });

  it('has no other way in', async () => {
    expect((await fetch(`${bot.url}/api/messages`)).status).toBe(405);
    expect((await fetch(`${bot.url}/api/alerts/azure-monitor`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${bot.url}/admin`)).status).toBe(404);
  });

  it('names a service URL that it does not trust to nobody', async () => {
    const response = await bot.send(said('help', { serviceUrl: 'https://evil.test' }));

    expect([response.status, await response.text()]).toEqual([403, '']);
    expect(bot.asked).toEqual([]);
  });
});

describe('stopping', () => {
  it('tells who waits for an answer, and does not wait for the work', async () => {
    const bot = await startBot({ answer: () => new Promise(() => {}) });
    const response = bot.send(said('cluster health'));
    await bot.clock.waitsFor(60_000);

    await bot.close();

    expect((await response).status).toBe(200);
    expect(bot.connector.calls.map((call) => call.body.summary)).toEqual(['I was stopped before the answer came']);
    expect(bot.asked[0]?.signal.aborted).toBe(true);
  });
});

describe('stopping while Teams takes nothing', () => {
  it('is over in ten seconds, whatever Teams asks to wait', async () => {
    const bot = await startBot();
    bot.connector.script({ status: 503, headers: { 'retry-after': '25' } });
    const response = bot.send(said('help'));
    await bot.clock.waitsFor(25_000);

    const closed = bot.http.close();
    await bot.clock.waitsFor(10_000);
    await bot.clock.advance(10_000);

    await closed;
    expect((await response).status).toBe(200);
    await bot.clock.advance(25_000);
    await bot.close();
  });
});

describe('a fault', () => {
  it('is told with a reference, and explained in the log alone', async () => {
    const bot = await startBot({
      answer: async () => {
        throw new Error('password=hunter2 at db.internal');
      },
    });

    const response = await bot.send(said('help'));
    const [call] = await bot.connector.received(1);
    await bot.close();

    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(JSON.stringify(call?.body)).not.toMatch(/hunter2|db\.internal/);
    const line = bot.lines.find((it) => it.msg === 'the dialogue failed');
    expect(JSON.stringify(call?.body)).toContain(line?.requestId);
  });

  it('outside a turn is no word to the caller either', async () => {
    const bot = await startBot({ alive: () => Promise.reject(new Error('password=hunter2')) });

    const ready = await fetch(`${bot.url}/readyz`);
    const text = await ready.text();
    await bot.close();

    expect([ready.status, text]).toEqual([500, '']);
    expect(bot.lines.map(({ msg }) => msg)).toContain('a request failed');
  });

  it('inside the turn is no word to the caller', async () => {
    const bot = await startBot();
    await bot.store.close();

    const ready = await fetch(`${bot.url}/readyz`);
    const response = await bot.send(said('help'));
    await bot.http.close();
    await bot.connector.close();

    expect([response.status, await response.text()]).toEqual([500, '']);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', failing: ['store'] }]);
  });
});

describe('being added', () => {
  it('to a team is greeted once with help, however often Teams tells of it', async () => {
    const bot = await startBot();
    const added = { text: undefined, membersAdded: [{ id: '28:bot' }] };

    await bot.send(said('', { ...added, type: 'installationUpdate', action: 'add' }));
    await bot.send(said('', { ...added, type: 'conversationUpdate' }));
    await bot.close();

    expect(bot.asked.map((it) => it.ask)).toEqual([{ said: 'help' }]);
  });

  it('is not what happens when somebody else joins, leaves or removes it', async () => {
    const bot = await startBot();

    await bot.send(said('', { type: 'conversationUpdate', membersAdded: [{ id: '29:bob' }] }));
    await bot.send(said('', { type: 'conversationUpdate' }));
    await bot.send(said('', { type: 'installationUpdate', action: 'remove' }));
    await bot.send(said('', { type: 'messageReaction' }));
    await bot.close();

    expect(bot.asked).toEqual([]);
  });
});
