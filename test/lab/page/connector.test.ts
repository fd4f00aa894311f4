import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channels, personalChatId, team } from '../../../src/lab/page/channels.ts';
import { labPeople, labTenantId } from '../../../src/lab/page/people.ts';
import { type RunningPage, startPage } from '../../../src/lab/page/start-page.ts';
import { systemClock } from '../../../src/model/clock.ts';
import { cardMessage, connectorOf, oneLineCard } from './tiny-bot.ts';

const [onCall, security] = channels.map(({ id }) => id) as [string, string];
const [ann] = labPeople as [(typeof labPeople)[number]];
const card = cardMessage(oneLineCard('Hello'));

let page: RunningPage;
let connector: ReturnType<typeof connectorOf>;

beforeEach(async () => {
  page = await startPage({
    bot: () => 'http://127.0.0.1:9/',
    clock: systemClock,
    people: labPeople,
    scenarios: [],
    onScenario: async () => undefined,
    gallery: [],
  });
  connector = connectorOf(page.url);
});
afterEach(() => page.close());

describe('the connector', () => {
  it('starts a thread for a new conversation in a channel, and gives both its ids', async () => {
    const { status, body } = await connector.create({
      isGroup: true,
      channelData: { channel: { id: onCall } },
      activity: card,
    });

    expect(status).toBe(201);
    expect(body?.activityId).toMatch(/^\d{13}$/);
    expect(body?.id).toBe(`${onCall};messageid=${body?.activityId}`);
  });

  it('gives a personal chat for one member, without a message', async () => {
    const { body } = await connector.create({ members: [{ id: ann.teamsId }], tenantId: labTenantId });

    expect(body).toEqual({ id: personalChatId(ann) });
  });

  it('puts a message with a thread in its id into that thread, and one without into a thread of its own', async () => {
    const { body } = await connector.post(onCall, card);
    const root = body?.id ?? '';

    await connector.post(`${onCall};messageid=${root}`, card);

    expect(page.board.in([onCall]).map(({ rootId }) => rootId)).toEqual([root, root]);
  });

  it('numbers messages without ever giving a number twice', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => (await connector.post(onCall, card)).body?.id),
    );

    expect(new Set(ids).size).toBe(20);
  });

  it('edits a message in place', async () => {
    const { body } = await connector.post(onCall, card);

    const edited = await connector.edit(onCall, body?.id ?? '', cardMessage(oneLineCard('Changed')));

    expect(edited).toMatchObject({ status: 200, body: { id: body?.id } });
    expect(page.board.in([onCall])).toMatchObject([{ id: body?.id, edits: 1, card: { body: [{ text: 'Changed' }] } }]);
  });

  it('deletes a message', async () => {
    const { body } = await connector.post(onCall, card);

    expect((await connector.remove(onCall, body?.id ?? '')).status).toBe(200);

    expect(page.board.in([onCall])).toEqual([]);
  });

  it.each(['edit', 'remove'] as const)(
    'answers 404 to an %s of a message that is not in the conversation',
    async (what) => {
      const { body } = await connector.post(security, card);

      const answer = await connector[what](onCall, body?.id ?? '', card);

      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    },
  );

  it('lets the bot change no message of a person', async () => {
    const said = page.board.add({ conversationId: onCall, from: ann.objectId, text: 'mine' });

    const answer = await connector.edit(onCall, said.id, card);

    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'NotEnoughPermissions' } } });
  });

  it('answers 404 to a conversation that it does not have', async () => {
    const answer = await connector.post('19:nowhere@thread.tacv2', card);

    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'ConversationNotFound' } } });
  });

  it('takes a message just within 100 KB of UTF-16, and refuses a larger one', async () => {
    const sized = (characters: number) => cardMessage(oneLineCard('x'.repeat(characters)));

    expect((await connector.post(onCall, sized(50_000))).status).toBe(201);
    const answer = await connector.post(onCall, sized(51_200));

    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } });
  });

  it('splits text beside a card into two messages that have no id to edit by', async () => {
    const answer = await connector.post(onCall, { ...card, text: 'Look:' });

    expect(answer).toMatchObject({ status: 201, body: {} });
    expect(answer.body?.id).toBeUndefined();
    expect(page.board.in([onCall])).toHaveLength(2);
  });

  it('throttles a conversation, with the time to wait, once that is switched on', async () => {
    page.throttle.on = true;
    const answers = await Promise.all(Array.from({ length: 8 }, () => connector.post(onCall, card)));

    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(201), 429]);
    expect(answers.find(({ status }) => status === 429)?.retryAfter).toBe('1');
    expect((await connector.post(security, card)).status).toBe(201);
  });

  it('says that it is typed without leaving a message', async () => {
    expect((await connector.post(onCall, { type: 'typing' })).status).toBe(201);

    expect(page.board.in([onCall])).toEqual([]);
  });

  it('lists members, one page of them, and one of them by either id', async () => {
    const path = (rest: string) => `conversations/${encodeURIComponent(onCall)}/${rest}`;
    const everybody = labPeople.map(({ objectId, teamsId }) =>
      expect.objectContaining({ id: teamsId, aadObjectId: objectId, tenantId: labTenantId }),
    );

    expect((await connector.ask('GET', path('members'))).body).toEqual(everybody);
    expect((await connector.ask('GET', path('pagedmembers'))).body).toEqual({ members: everybody });
    expect((await connector.ask('GET', path(`members/${ann.teamsId}`))).body).toMatchObject({ name: ann.name });
    expect((await connector.ask('GET', path(`members/${ann.objectId}`))).body).toMatchObject({ name: ann.name });
  });

  it('lists the channels of the team', async () => {
    const { body } = await connector.ask('GET', `teams/${encodeURIComponent(team.id)}/conversations`);

    expect(body).toEqual({ conversations: channels.map(({ id, name }) => ({ id, name })) });
  });

  it('answers 400 to a body that it cannot read', async () => {
    expect((await connector.post(onCall, { text: 5 })).status).toBe(400);
  });
});
