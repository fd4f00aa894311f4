import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDialogue, type TestDialogue, textOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeEach(async () => {
  bot = await startDialogue();
});
afterEach(() => bot.close());

const textOfAnswer = async (said: string) => textOf((await bot.ask(said)).card.json);
const defaults = () => bot.store.channelDefaults('77777777-7777-4777-8777-777777777777', '19:oncall@thread.tacv2');

describe('the defaults of a channel', () => {
  it('are set, shown, changed in part and cleared', async () => {
    await textOfAnswer('use cluster PROD-WEU ns payments');
    expect(await defaults()).toEqual({ cluster: 'prod-weu', namespace: 'payments' });
    expect(await textOfAnswer('use')).toContain('cluster prod-weu, namespace payments');

    await textOfAnswer('use ns shop');
    expect(await defaults()).toEqual({ cluster: 'prod-weu', namespace: 'shop' });

    await textOfAnswer('use cluster prod-weu');
    expect(await defaults()).toEqual({ cluster: 'prod-weu' });

    expect(await textOfAnswer('use nothing')).toContain('about every cluster again');
    expect(await defaults()).toEqual({});
  });

  it('are not set to a cluster that does not exist', async () => {
    expect(await textOfAnswer('use cluster prod-wue')).toContain('I found no cluster called "prod-wue"');
    expect(await defaults()).toEqual({});
  });

  it('fill a question, and give way when what was named is elsewhere', async () => {
    await textOfAnswer('use cluster prod-weu ns payments');

    const { card } = await bot.ask('why login-apy');

    expect(textOf(card.json)).toContain('Did you mean login-api?');
  });
});
