import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channels, personalChatId, team } from '../../../src/lab/page/channels.ts';
import { botAccount, labPeople, labTenantId } from '../../../src/lab/page/people.ts';
import { type RunningPage, startPage } from '../../../src/lab/page/start-page.ts';
import { systemClock } from '../../../src/model/clock.ts';
import { type BotAnswer, startTinyBot } from './tiny-bot.ts';

const [onCall] = channels.map(({ id }) => id) as [string];
const [ann, bob] = labPeople as [(typeof labPeople)[number], (typeof labPeople)[number]];

let bot: Awaited<ReturnType<typeof startTinyBot>>;
let page: RunningPage;
let answer: BotAnswer = { status: 200 };

beforeAll(async () => {
  bot = await startTinyBot(async () => answer);
  page = await startPage({
    bot: () => bot.url,
    clock: systemClock,
    people: labPeople,
    scenarios: [],
    onScenario: async () => undefined,
    gallery: [],
  });
});
afterAll(async () => {
  await page.close();
  await bot.close();
});
beforeEach(() => {
  bot.received.length = 0;
  answer = { status: 200 };
});

const ask = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${page.url}api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** What the bot received, once there is something. */
async function received() {
  await expect.poll(() => bot.received.length).toBeGreaterThan(0);
  return bot.received[0];
}

describe('what a person types', () => {
  it('reaches the bot from a channel as Teams sends it: mentioned, in a thread, with tenant and object id', async () => {
    const { id } = (await (
      await ask('say', { person: ann.objectId, conversationId: onCall, text: 'why <b>' })
    ).json()) as { id: string };

    expect(await received()).toMatchObject({
      type: 'message',
      id,
      channelId: 'msteams',
      serviceUrl: page.url,
      text: '<at>Watchkeeper</at> why <b>',
      from: { id: ann.teamsId, name: ann.name, aadObjectId: ann.objectId },
      recipient: botAccount,
      conversation: {
        id: `${onCall};messageid=${id}`,
        conversationType: 'channel',
        isGroup: true,
        tenantId: labTenantId,
      },
      channelData: { tenant: { id: labTenantId }, channel: { id: onCall }, team: { id: team.id } },
      entities: [{ type: 'mention', mentioned: botAccount, text: '<at>Watchkeeper</at>' }, { type: 'clientInfo' }],
      attachments: [{ contentType: 'text/html', content: expect.stringContaining('why &lt;b&gt;') }],
    });
  });

  it('reaches the bot from a thread with the thread’s first message in the conversation’s id', async () => {
    const root = page.board.add({ conversationId: onCall, from: ann.objectId, text: 'first' });

    await ask('say', { person: bob.objectId, conversationId: onCall, rootId: root.id, text: 'second' });

    expect((await received())?.conversation.id).toBe(`${onCall};messageid=${root.id}`);
  });

  it('reaches the bot from the personal chat without a mention', async () => {
    await ask('say', { person: ann.objectId, conversationId: personalChatId(ann), text: 'help' });

    expect(await received()).toMatchObject({
      text: 'help',
      conversation: { id: personalChatId(ann), conversationType: 'personal', tenantId: labTenantId },
      channelData: { tenant: { id: labTenantId } },
    });
  });

  it('is not taken from one person in another’s personal chat', async () => {
    const response = await ask('say', { person: bob.objectId, conversationId: personalChatId(ann), text: 'help' });

    expect(response.status).toBe(403);
  });

  it('is not taken from another site’s page', async () => {
    const response = await ask(
      'say',
      { person: ann.objectId, conversationId: onCall, text: 'help' },
      { origin: 'https://evil.example' },
    );

    expect(response.status).toBe(403);
  });

  it('is followed by a line that says so when the bot refuses it', async () => {
    answer = { status: 401 };
    const { id } = (await (
      await ask('say', { person: ann.objectId, conversationId: onCall, text: 'help' })
    ).json()) as { id: string };

    await expect
      .poll(() => page.board.in([onCall]).at(-1))
      .toMatchObject({ rootId: id, notice: true, text: expect.stringContaining('HTTP 401') });
  });
});

describe('what a person presses', () => {
  const action = { type: 'Action.Execute', verb: 'why', data: { id: 'k1' } };

  it('reaches the bot as an invoke that names the card’s message, and the bot’s answer comes back as it is', async () => {
    const post = page.board.add({ conversationId: onCall, from: 'bot', card: {} });
    answer = {
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Noted' },
    };

    const response = await ask('press', {
      person: bob.objectId,
      conversationId: onCall,
      postId: post.id,
      action,
      trigger: 'manual',
    });

    expect(await response.json()).toEqual(answer.body);
    expect(await received()).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: post.id,
      from: { aadObjectId: bob.objectId },
      conversation: { id: `${onCall};messageid=${post.id}` },
      value: { action, trigger: 'manual' },
    });
  });

  it('gets a plain error when the bot answers with nothing that Teams understands', async () => {
    const post = page.board.add({ conversationId: onCall, from: 'bot', card: {} });
    answer = { status: 500 };

    const response = await ask('press', {
      person: bob.objectId,
      conversationId: onCall,
      postId: post.id,
      action,
      trigger: 'manual',
    });

    expect(await response.json()).toMatchObject({ statusCode: 502, type: 'application/vnd.microsoft.error' });
  });
});
