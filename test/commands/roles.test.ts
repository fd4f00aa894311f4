import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/dialogue.ts';
import { peopleConfig, refusalOf, roleOf } from '../../src/commands/roles.ts';
import { roles } from '../../src/model/actor.ts';
import { type Asker, actor, startDialogue, type TestDialogue, textOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
});
beforeEach(() => bot.azure.requests.clear());
afterAll(() => bot.close());

const refusedText = /not on my list|needs the role/;
const anything = [
  'help',
  'why OOMKilled payments-api',
  'cluster health',
  'scan image payments-api:1.8',
  'use nothing',
  'cluter health',
  'nonsense of mine',
];

describe('who may ask what', () => {
  it.each(anything)('refuses an outsider who says %j, asks Azure nothing, and audits it', async (said) => {
    const { card } = await bot.ask(said, 'mallory');

    const [line] = await bot.store.auditTail(1);
    expect(textOf(card.json)).toContain('not on my list');
    expect(textOf(card.json)).toContain(actor('mallory').objectId);
    expect(line).toMatchObject({ outcome: 'refused', actor: { objectId: actor('mallory').objectId, name: 'mallory' } });
    expect(line?.what).toMatch(/^refused:/);
    expect(bot.azure.requests.all()).toEqual([]);
  });

  it.each<[Asker, string, boolean]>([
    ['vera', 'help', true],
    ['vera', 'use', false],
    ['olaf', 'use', true],
    ['bob', 'use', true],
    ['ada', 'use', true],
    ['ada', 'help use', true],
  ])('%s says %j: allowed is %s', async (who, said, allowed) => {
    const { card } = await bot.ask(said, who);

    const [line] = await bot.store.auditTail(1);
    expect(refusedText.test(textOf(card.json))).toBe(!allowed);
    expect(line).toMatchObject({ outcome: allowed ? 'done' : 'refused', detail: said });
  });

  it.each(roles.flatMap((has) => commands.map((command) => ({ has, command: command.name, wants: command.role }))))(
    'a $has and "$command", which wants $wants',
    ({ has, wants }) => {
      expect(refusalOf(has, wants) === undefined).toBe(roles.indexOf(has) >= roles.indexOf(wants));
    },
  );

  it('gives the most powerful role of several, whatever the case of the id', () => {
    const id = actor('ada').objectId;
    const config = peopleConfig.parse({ viewer: [id], admin: [id.toUpperCase()], operator: [id] });

    expect(roleOf({ ...actor('ada'), objectId: id.toUpperCase() }, config)).toBe('admin');
  });

  it('takes somebody unknown for what the surroundings say, except who is blocked', () => {
    const config = peopleConfig.parse({ blocked: [actor('mallory').objectId] });

    expect(roleOf(actor('vera'), config, 'operator')).toBe('operator');
    expect(roleOf(actor('vera'), config)).toBeUndefined();
    expect(roleOf(actor('mallory'), config, 'operator')).toBeUndefined();
  });

  it('takes nothing but object ids for people', () => {
    expect(peopleConfig.safeParse({ admin: ['ann@contoso.com'] }).success).toBe(false);
    expect(peopleConfig.safeParse({ admins: [] }).success).toBe(false);
  });
});
