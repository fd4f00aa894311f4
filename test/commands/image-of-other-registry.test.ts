import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids, startDialogue, type TestDialogue, textOf } from './start-dialogue.ts';

let range: TestDialogue;

beforeAll(async () => {
  // Of contosodev.azurecr.io, which has a checkout-api too, nothing runs in prod-weu.
  range = await startDialogue({ people: { viewer: [ids.vera, { id: ids.nora, scope: { clusters: ['prod-weu'] } }] } });
}, 60_000);
afterAll(() => range.close());

describe('an image of the same name in another registry', () => {
  it.each(['gate checkout-api:2.7.3', 'gate checkout-api:2.7.3 registry=contosodev', 'scan image checkout-api:2.7.3'])(
    'is nothing for who only sees what runs from this one: %s',
    async (said) => {
      const [all, limited] = [await range.ask(said, 'vera'), await range.ask(said, 'nora')];

      expect(textOf(all.card.json)).toMatch(/contosodev/);
      expect(textOf(limited.card.json)).not.toMatch(/contosodev/);
    },
  );

  it('keeps nobody from the one that runs', async () => {
    const { card } = await range.ask('gate checkout-api:2.7.3', 'nora');

    expect(card.template).toBe('gate');
    expect(textOf(card.json)).toMatch(/contoso\.azurecr\.io\/checkout-api:2\.7\.3/);
  });
});
