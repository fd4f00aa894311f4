import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDialogue, type TestDialogue, textOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
});
afterAll(() => bot.close());

const thread = { conversationId: '19:c@thread.tacv2;messageid=42', threadRootId: '42' };
const tenantId = '77777777-7777-4777-8777-777777777777';

describe('a thread', () => {
  it('is about the image that was scanned in it, and where that runs', async () => {
    await bot.ask('scan image payments-api:1.8', 'olaf', thread);

    expect(await bot.store.threadSubject(tenantId, thread.conversationId)).toMatchObject({
      image: expect.stringMatching(/^contoso\.azurecr\.io\/payments-api@sha256:/),
      cluster: 'prod-weu',
      workload: 'payments-api',
    });
  });

  it('is where "scan image" alone means the workload that was asked about', async () => {
    const subject = { cluster: 'prod-weu', namespace: 'payments', workload: 'payments-api' };
    await bot.store.setThreadSubject(tenantId, thread.conversationId, subject, new Date());

    const { card } = await bot.ask('scan image', 'olaf', thread);

    expect(card.template).toBe('image');
    expect(textOf(card.json)).toContain('payments-api');
  });

  it('does not lend its subject to another thread', async () => {
    const { card } = await bot.ask('scan image', 'olaf', {
      conversationId: '19:c@thread.tacv2;messageid=43',
      threadRootId: '43',
    });

    expect(textOf(card.json)).toContain('which image?');
  });

  it('is not what a chat is: there, a question with a name of its own starts anew', async () => {
    const chat = { kind: 'personal', conversationId: 'a:chat', channelId: 'a:chat' } as const;
    await bot.store.setThreadSubject(
      tenantId,
      chat.conversationId,
      { cluster: 'dev-neu', namespace: 'sandbox', workload: 'wiki' },
      new Date(),
    );

    const { card } = await bot.ask('why payment-api', 'olaf', chat);

    expect(textOf(card.json)).toContain('Did you mean payments-api');
  });
});

describe('the card while work goes on', () => {
  it.each([
    ['why OOMKilled payments-api', 'Looking into why payments-api was OOMKilled'],
    ['is prod-weu healthy', 'Looking at prod-weu'],
    ['scan payments-api:1.8', 'Looking for findings in payments-api:1.8'],
    ['help', 'Working on "help"'],
    ['blah blah blah', 'Working on it'],
  ])('for %j says %j', async (said, doing) => {
    expect((await bot.dialogue.progress({ said })).summary).toBe(doing);
  });
});
