import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channels, personalChatId } from '../../../src/lab/page/channels.ts';
import { botAccount, labPeople, type Person } from '../../../src/lab/page/people.ts';
import { type RunningPage, startPage } from '../../../src/lab/page/start-page.ts';
import { systemClock } from '../../../src/model/clock.ts';
import { startBrowser } from '../../e2e/browser.ts';
import { connectorOf, oneLineCard, startTinyBot } from './tiny-bot.ts';

const [ann, bob, eve] = labPeople as [Person, Person, Person];
const [onCall, security] = channels.map(({ id }) => id) as [string, string];
const complaints: string[] = [];

let browser: Browser;
let page: Page;
let chat: RunningPage;
let bot: Awaited<ReturnType<typeof startTinyBot>>;

beforeAll(async () => {
  bot = await startTinyBot(async () => ({ status: 200 }));
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await bot?.close();
});
beforeEach(async () => {
  await chat?.close();
  bot.received.length = 0;
  complaints.length = 0;
  chat = await startPage({
    bot: () => bot.url,
    clock: systemClock,
    people: labPeople,
    scenarios: [],
    onScenario: async () => undefined,
    gallery: [],
  });
  page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  return async () => {
    await page.close();
    await chat.close();
  };
});

const place = (name: string) => page.locator('#sidebar').getByRole('button', { name });
const visit = async (who: 'ann' | 'bob', where: string) => {
  await page.goto(`${chat.url}?as=${who}&in=${where}`);
  await page.locator('#people :checked').waitFor({ state: 'attached' });
};
const line = () => page.getByLabel('Message to Watchkeeper');

describe('what a person has not seen', () => {
  const say = (conversationId: string, from: string, text: string) => chat.board.add({ conversationId, from, text });

  it('is counted at its channel, each person for themselves, until they open it', async () => {
    await visit('ann', 'on-call');
    say(security, 'bot', 'first');
    say(security, bob.objectId, 'second');
    await place('2 unread').waitFor();

    await page.getByRole('radio', { name: /Bob/ }).check({ force: true });
    await place('1 unread').waitFor();
    await place('security').click();
    await expect.poll(() => page.locator('.unread').count()).toBe(0);
    await place('on-call').click();

    await page.getByRole('radio', { name: /Ann/ }).check({ force: true });
    await place('2 unread').waitFor();
    await place('security').click();
    await page.locator('.fresh', { hasText: 'New' }).first().waitFor();
    await expect.poll(() => page.locator('.unread').count()).toBe(0);
    await page.reload();
    await page.getByText('second').waitFor();
    expect(await page.locator('.unread, .fresh').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('is marked at its thread while it is out of sight, and one press leads there', async () => {
    const root = say(onCall, bob.objectId, 'an old thread');
    for (let i = 0; i < 30; i++) say(onCall, ann.objectId, `mine ${i}`);
    await visit('ann', 'on-call');
    const thread = page.locator(`[data-thread="${root.id}"]`);
    await expect.poll(() => page.locator('.unread').count()).toBe(0);
    await page.locator('#scroller').evaluate((it) => it.scrollTo({ top: it.scrollHeight }));

    chat.board.add({ conversationId: onCall, rootId: root.id, from: 'bot', text: 'an answer up there' });
    await page.locator('.thread-unread').waitFor();
    expect(await thread.getAttribute('aria-label')).toBe('Thread, 1 new');
    await page.getByRole('button', { name: '1 new message' }).click();

    await page.locator('.thread-unread').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('.unread').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('a mention', () => {
  it('is completed from a list by keyboard, and reaches the bot as Teams sends it', async () => {
    await visit('ann', 'on-call');
    await line().fill('ask @');
    const options = page.getByRole('listbox', { name: 'Whom to mention' }).getByRole('option');
    expect(await options.locator('.person-name').allTextContents()).toEqual([
      'WatchkeeperApp',
      'Bob CastroApprover',
      'Eve DahlSecurity engineer',
      'Mallory QuistOutsider',
      'Gus HoltGuest',
    ]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await options.nth(2).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Tab');
    await page.keyboard.type('and @ca');
    expect(await options.count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.keyboard.type('why <b>');
    await page.keyboard.press('Enter');

    await expect.poll(() => bot.received.length).toBe(1);
    expect(bot.received[0]).toMatchObject({
      text: '<at>Watchkeeper</at> ask <at>Eve Dahl</at> and <at>Bob Castro</at> why <b>',
      entities: [
        { type: 'mention', text: '<at>Watchkeeper</at>', mentioned: botAccount },
        { type: 'mention', text: '<at>Eve Dahl</at>', mentioned: { id: eve.teamsId, name: 'Eve Dahl' } },
        { type: 'mention', text: '<at>Bob Castro</at>', mentioned: { id: bob.teamsId, name: 'Bob Castro' } },
        { type: 'clientInfo' },
      ],
    });
    await expect
      .poll(() => page.locator('.said .mention').allTextContents())
      .toEqual(['Watchkeeper', 'Eve Dahl', 'Bob Castro']);
    expect(complaints).toEqual([]);
  });

  it('is what the bot hears in a channel: without one, only people read the message', async () => {
    await visit('ann', 'on-call');
    await line().focus();
    await page.keyboard.press('Backspace');
    await page.getByText('Only people will read this').waitFor();
    await page.keyboard.type('hello @b');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByText('hello @b').waitFor();
    await page.keyboard.type('hello @wat');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');

    await expect.poll(() => bot.received.map(({ text }) => text)).toEqual(['hello <at>Watchkeeper</at>']);
  });

  it('is not needed in a personal chat, and goes as a whole when it is deleted', async () => {
    await visit('ann', 'on-call');
    await line().fill('to @bo');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Backspace');
    expect(await line().inputValue()).toBe('to ');
    await place('Watchkeeper').click();
    await line().fill('help @');
    expect(await page.getByRole('listbox').count()).toBe(0);
    await page.keyboard.press('Enter');

    await expect.poll(() => bot.received.map(({ text }) => text)).toEqual(['help @']);
  });

  it('in a card stands out for the one it means, and is told at the channel', async () => {
    const card = {
      ...oneLineCard('Over to <at>Bob</at> and <at>Eve</at>, not <at>Ann</at>'),
      msteams: {
        entities: [
          { type: 'mention', text: '<at>Bob</at>', mentioned: { id: bob.teamsId, name: 'Bob' } },
          { type: 'mention', text: '<at>Eve</at>', mentioned: { id: eve.objectId, name: 'Eve' } },
        ],
      },
    };
    await visit('bob', 'on-call');
    chat.board.add({
      conversationId: security,
      from: ann.objectId,
      text: 'to @Eve',
      mentions: [{ id: eve.objectId, name: 'Eve' }],
    });
    await place('1 unread').waitFor();
    expect(await page.locator('.unread-me').count()).toBe(0);
    await connectorOf(chat.url).post(security, {
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    });
    await place('2 unread, you are mentioned').click();

    await page.locator('.post-to-me', { hasText: '@ You' }).waitFor();
    expect(await page.locator('.post-to-me').count()).toBe(1);
    expect(await page.locator('.card .mention').allTextContents()).toEqual(['Bob', 'Eve']);
    expect(await page.locator('.card .mention-me').allTextContents()).toEqual(['Bob']);
    expect(complaints).toEqual([]);
  });
});

describe('the bot, while it types', () => {
  const typing = () => page.getByText('Watchkeeper is typing');

  it('is shown in the thread until its message comes', async () => {
    const root = chat.board.add({ conversationId: onCall, from: ann.objectId, text: 'why' });
    await visit('ann', 'on-call');
    const { post } = connectorOf(chat.url);

    await post(`${onCall};messageid=${root.id}`, { type: 'typing' });
    await page.locator(`[data-thread="${root.id}"]`).getByText('Watchkeeper is typing').waitFor();
    await post(`${onCall};messageid=${root.id}`, { type: 'message', text: 'because' });

    await page.getByText('because').waitFor();
    expect(await typing().count()).toBe(0);
  });

  it('is not shown for ever when nothing follows', async () => {
    await page.clock.install();
    await visit('ann', 'watchkeeper');
    await connectorOf(chat.url).post(personalChatId(ann), { type: 'typing' });

    await typing().waitFor();
    await page.clock.fastForward(3_100);
    await typing().waitFor({ state: 'detached' });
  });

  it('is shown at work while its card says that something goes on', async () => {
    const underWay = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'ProgressBar' }] };
    const post = chat.board.add({ conversationId: onCall, from: 'bot', card: underWay });
    await visit('ann', 'on-call');
    const working = page.getByText('Watchkeeper is working on it');
    await working.waitFor();

    chat.board.edit(post, { card: oneLineCard('Done') });

    await page.locator('.post-changed', { hasText: 'Done' }).waitFor();
    expect(await working.count()).toBe(0);
  });
});
