import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { channels } from '../../../src/lab/page/channels.ts';
import { labPeople } from '../../../src/lab/page/people.ts';
import { type RunningPage, startPage } from '../../../src/lab/page/start-page.ts';
import { systemClock } from '../../../src/model/clock.ts';
import { startBrowser } from '../../e2e/browser.ts';
import { cardMessage, oneLineCard, startTinyBot } from './tiny-bot.ts';

const raise = { type: 'Action.Execute', title: 'Raise it', verb: 'raise', data: { id: 'r1' } };
const ask = { type: 'Action.Execute', title: 'Who asks', verb: 'who', data: {} };

const say = { type: 'Action.Execute', title: 'Say it', verb: 'say', data: { id: 'r2' } };
const refreshFor = (teamsId: string) => ({ userIds: [teamsId], action: { type: 'Action.Execute', verb: 'view' } });
const cardAnswer = (value: unknown) => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value },
});

/** One person's own view of a card, with a field to fill in. */
function toBeDecided({ id, name }: { id: string; name: string }) {
  const card = oneLineCard(`${name}, decide`, say);
  const field = { type: 'Input.Text', id: 'reason', label: 'Reason' };
  return { ...card, body: [...card.body, field], refresh: refreshFor(id) };
}

let browser: Browser;
let page: Page;
let chat: RunningPage;
let bot: Awaited<ReturnType<typeof startTinyBot>>;
const complaints: string[] = [];

beforeAll(async () => {
  bot = await startTinyBot(async (activity, connector) => {
    if (activity.type === 'invoke') {
      if (activity.value?.action.verb === 'who') {
        return {
          status: 200,
          body: {
            statusCode: 200,
            type: 'application/vnd.microsoft.activity.message',
            value: `${activity.from.name} asks`,
          },
        };
      }
      const { verb, data } = activity.value?.action ?? {};
      if (verb === 'view') return cardAnswer(toBeDecided(activity.from));
      if (verb === 'say') {
        const { reason } = data as { reason?: string };
        const text = `${activity.from.name} said because: ${reason}`;
        return cardAnswer({ ...oneLineCard(text), refresh: refreshFor(activity.from.id) });
      }
      const card = oneLineCard('Raised');
      await connector.edit(activity.conversation.id, activity.replyToId ?? '', cardMessage(card));
      return cardAnswer(oneLineCard('Raised by you'));
    }
    await connector.post(activity.conversation.id, cardMessage(oneLineCard(`You said: ${activity.text}`, raise, ask)));
    return { status: 200 };
  });
  chat = await startPage({
    bot: () => bot.url,
    clock: systemClock,
    people: labPeople,
    scenarios: [],
    onScenario: async () => undefined,
    gallery: [],
  });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await chat?.close();
  await bot?.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  complaints.length = 0;
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(chat.url);
  await page.locator('#people :checked').waitFor({ state: 'attached' });
});

it('sends what is typed in a channel, and shows the card that comes back in its thread', async () => {
  await page.getByLabel('Message to Watchkeeper').fill('why OOMKilled payments-api');
  await page.keyboard.press('Enter');

  const thread = page.getByRole('region', { name: 'Thread' }).last();
  await thread.getByText('You said: <at>Watchkeeper</at> why OOMKilled payments-api').waitFor();
  expect(await thread.locator('.said').textContent()).toBe('Watchkeeper why OOMKilled payments-api');
  expect(complaints).toEqual([]);
});

it('shows a message that answers a pressed button beside the card', async () => {
  await page.getByLabel('Message to Watchkeeper').fill('hello');
  await page.keyboard.press('Enter');

  await page.getByRole('button', { name: 'Who asks' }).last().click();

  await page.getByText('Ann Berg asks').waitFor();
  expect(complaints).toEqual([]);
});

it('shows the edited card to everybody', async () => {
  const other = await browser.newPage();
  await other.goto(`${chat.url}?as=bob&in=on-call`);
  await page.getByLabel('Message to Watchkeeper').fill('raise');
  await page.keyboard.press('Enter');

  await page.getByRole('button', { name: 'Raise it' }).last().click();

  await page
    .getByText('Raised by you')
    .or(page.getByText('Raised', { exact: true }))
    .first()
    .waitFor();
  await other.getByText('Raised', { exact: true }).waitFor();
  await other.close();
  expect(complaints).toEqual([]);
});

it('refreshes a card once when it is opened and once when it is edited, for those whom it names alone', async () => {
  const bob = labPeople[1] as (typeof labPeople)[number];
  const before = bot.received.length;
  const triggers = () => bot.received.slice(before).map(({ from, value }) => `${from.name}: ${value?.trigger}`);
  const base = { ...oneLineCard('Decide'), refresh: refreshFor(bob.teamsId) };
  const post = chat.board.add({ conversationId: channels[1]?.id ?? '', from: 'bot', card: base });
  await page.goto(`${chat.url}?as=ann&in=security`);
  await page.getByText('Decide', { exact: true }).waitFor();
  const bobs = await browser.newPage();
  await bobs.goto(`${chat.url}?as=bob&in=security`);

  await bobs.getByLabel('Reason').fill('the peak is 255');
  await bobs.getByRole('button', { name: 'Say it' }).click();
  await bobs.getByText('Bob Castro said because: the peak is 255').waitFor();
  chat.board.edit(post, { card: { ...base, body: oneLineCard('Decided').body } });

  await bobs.getByText('Bob Castro, decide').waitFor();
  await page.getByText('Decided', { exact: true }).waitFor();
  expect(triggers()).toEqual(['Bob Castro: automatic', 'Bob Castro: manual', 'Bob Castro: automatic']);
  expect(bot.received.at(-2)?.value?.action.data).toEqual({ id: 'r2', reason: 'the peak is 255' });
  await bobs.close();
});

it('shows where a link leads instead of going there', async () => {
  const link = { type: 'Action.OpenUrl', title: 'Open the cluster', url: 'https://portal.azure.com/#cluster' };
  chat.board.add({ conversationId: channels[0]?.id ?? '', from: 'bot', card: oneLineCard('Linked', link) });

  await page
    .getByRole('button', { name: 'Open the cluster' })
    .or(page.getByRole('link', { name: 'Open the cluster' }))
    .click();

  await page.getByText('This link opens https://portal.azure.com/#cluster').waitFor();
  expect(
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .every((it) => it.url().startsWith(chat.url)),
  ).toBe(true);
});

it('can be used by keyboard alone: people, channels and the line to type on', async () => {
  await page.getByRole('radio', { name: /Ann Berg/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.url()).toContain('as=bob');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.url()).toContain('as=eve');

  await page.keyboard.press('Alt+2');
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('# security');
  await page.keyboard.press('Alt+3');
  await page.getByRole('heading', { level: 1, name: 'Watchkeeper' }).waitFor();
  await page.getByRole('button', { name: 'Dark theme' }).focus();
  await page.keyboard.press('/');
  await page.keyboard.type('help');
  await page.keyboard.press('Enter');

  await page.getByText('You said: help').waitFor();
  expect(complaints).toEqual([]);
});

it('gives every control a name', async () => {
  const controls = page.locator('button:visible, a:visible, input, textarea:visible, summary:visible');

  const nameless = await controls.evaluateAll((all) =>
    all
      .filter(
        (it) => !(it.getAttribute('aria-label') || it.textContent?.trim() || it.closest('label')?.textContent?.trim()),
      )
      .map((it) => it.outerHTML),
  );

  expect(nameless).toEqual([]);
});
