import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { peopleConfig } from '../../src/commands/people/people-config.ts';
import { startChanges } from '../../src/commands/people/start-changes.ts';
import { systemClock } from '../../src/model/clock.ts';
import { runChange } from '../../src/remediation/life/run-change.ts';
import { verifyChange } from '../../src/remediation/life/verify-change.ts';
import { remediationConfig } from '../../src/remediation/policy/policy-config.ts';
import { keepEstate } from '../../src/security/posture/keep-estate.ts';
import { postureConfig } from '../../src/security/posture/posture-config.ts';
import { buttonOf, ids, startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

const people = {
  viewer: [
    { id: ids.nora, scope: { clusters: ['dev-*'] } },
    { id: ids.vera, scope: { namespaces: ['shop'] } },
  ],
  operator: [ids.olaf],
  approver: [ids.bob],
};
let now = new Date('2026-11-25T12:00:00Z');
const clock = { ...systemClock, now: () => now };
const log = pino({ level: 'silent' });
let range: TestDialogue;

beforeAll(async () => {
  range = await startDialogue({ people, remediation: {}, now: () => now });
}, 60_000);
afterAll(() => range.close());

const card = async (said: string, by: Parameters<TestDialogue['ask']>[1] = 'olaf') => (await range.ask(said, by)).card;
const text = async (...said: Parameters<typeof card>) => textOf((await card(...said)).json);
const percentOf = (summary: string) => Number(/(\d+(?:\.\d)?) %/.exec(summary)?.[1]);
const oneDayLater = () => {
  now = new Date(now.getTime() + 86_400_000);
};
const keepAll = () =>
  keepEstate({
    ...{ store: range.store, connection: range.connection, clock, log, config: postureConfig.parse({}) },
    addressOf: async (conversationId) => ({ tenantId: 't', serviceUrl: 'https://t', conversationId }),
    wake: () => undefined,
  });
/** Lets somebody else approve the newest change, and makes it. */
async function approved(): Promise<number> {
  const [newest] = await range.store.remediations.newestRemediations({ which: 'all', limit: 1 });
  const number = newest?.number ?? 0;
  const work = startChanges({
    ...{ store: range.store, connection: range.connection, people: peopleConfig.parse(people), clock, log },
    ...{ config: remediationConfig.parse({}), wake: () => undefined },
    addressOf: async (conversationId) => ({ tenantId: 't1', serviceUrl: '', conversationId }),
  });
  await range.ask(`approve ${number}`, 'bob');
  await runChange(work, number);
  await verifyChange(work, number);
  return number;
}

it('answers before the first day, with what was never read named and no trend', async () => {
  const shown = await text('posture');

  expect(shown).toMatch(/^Posture \d+ % over \d+ resources: \d+ practices fail somewhere/);
  expect(shown).toContain('By weight: High 5, Medium 3, Low 1.');
  expect(shown).toMatch(/Registry credentials\n: \d+ of 2 fail\ncontosodev/);
  expect(shown).toMatch(/Defender's secure score: \d+(\.\d)? % over 2 subscriptions/);
  expect(shown).not.toMatch(/Score by day|Since \d/);
  expect(await text('posture changes')).toMatch(/^There is no earlier day/);
});

it('shows who fails at a practice, and one resource with its evidence and the fix', async () => {
  const practice = await card('posture admin user');
  expect(textOf(practice.json)).toMatch(
    /^Registry credentials: [\s\S]*The admin user is off: 1 of 2 fail\n[\s\S]*contosodev[\s\S]*properties\.adminUserEnabled = true/,
  );

  const one = await card('posture contosodev registry credentials');
  expect(textOf(one.json)).toMatch(
    /The admin user is off\n: fails\n.*\nproperties\.adminUserEnabled = true\n→ \nDisable the admin user.*\nResource Graph, \S+ · read 12:00 UTC · fails since 25 Nov · registry-admin-user\nAzure Policy asks for the same: \ndc921057-/,
  );
  expect(titlesOf(one.json)).toEqual(expect.arrayContaining(['Disable the admin user', 'Accept the risk']));
});

it('narrows to environments, owners and subscriptions, and refuses what it does not know', async () => {
  const overOf = (shown: string) => Number(/over (\d+) resource/.exec(shown)?.[1]);
  const all = overOf(await text('posture'));
  for (const said of [
    'posture environment=production',
    'posture production',
    'posture prod',
    'posture subscription="Contoso Production"',
    'posture subscription=non-production',
    'posture clusters',
  ]) {
    expect([said, overOf(await text(said)) < all]).toEqual([said, true]);
  }
  expect(await text('posture contsodev')).toMatch(
    /no resource, environment or owner "contsodev"\. Did you mean .*contosodev/,
  );
  expect(await text('posture environment=nowhere')).toMatch(/no environment "nowhere"/);
});

it('shows who is limited only what lies there, and nothing to who sees no whole cluster', async () => {
  const mine = await text('posture', 'nora');

  expect(mine).toContain('Only resources within your scope are shown.');
  expect(mine).not.toMatch(/contoso|prod-weu|Defender's secure score/);
  expect(await text('posture prod-weu', 'nora')).toMatch(/no resource, environment or owner "prod-weu"\. See all/);
  expect(await text('posture', 'vera')).toMatch(/^I can show or do nothing of that kind for you/);

  const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerInstance/containerGroups/odd-group';
  range.world.platforms.push({
    id,
    name: 'odd-group',
    type: 'Microsoft.ContainerInstance/containerGroups',
    properties: [],
  });
  const odd = await text('posture', 'nora');
  expect(await text('posture')).toContain('odd-group');
  range.world.platforms.pop();
  expect(odd).toContain('all places that I searched');
  expect(odd).not.toContain('odd-group');

  const run = { ...{ repository: 'r', namespace: 'n', workload: 'w', kind: 'Deployment', pods: 1, isPinned: true } };
  const runs = { cluster: 'dev-weu', readAt: now, source: '', isExposureKnown: true };
  await range.store.together(now, (writing) =>
    writing.images.putRuns('/dev', {
      ...runs,
      runs: [{ ...run, cluster: 'dev-weu', registry: 'contosodev.azurecr.io' }],
    }),
  );
  expect(await text('posture registries', 'nora')).toMatch(/over 1 resource/);
  const registry = await text('posture contosodev', 'nora');
  expect(registry).toContain('The admin user is off');
  expect(registry).not.toMatch(/@sha256|Token legacy/);
});

it('keeps a day, and says on the next what got worse, what got better and what is new', async () => {
  await keepAll();
  const [day] = await range.store.posture.days(9);
  oneDayLater();
  const { contoso, contosodev } = Object.fromEntries(range.world.registries.map((it) => [it.name, it]));
  if (!contoso || !contosodev || !day) throw new Error('nothing was kept');
  [contoso.adminUser, contosodev.adminUser] = [true, false];
  const changed = await text('posture changes');
  [contoso.adminUser, contosodev.adminUser] = [false, true];

  expect(changed).toMatch(
    /^Since 25 Nov: 1 got worse, 1 got better\nGot worse\nHigh {2}\ncontoso\n[\s\S]*Got better\nHigh {2}\ncontosodev/,
  );
  await keepAll();
  oneDayLater();
  const shown = await text('posture');
  expect(shown).toMatch(/Score by day[\s\S]*Since 26 Nov: nothing changed/);
  expect(shown).toContain('kept from the last reading (24 h ago at the oldest)');
  expect((await range.store.posture.days(9)).map((it) => it.day)).toEqual(['2026-11-25', '2026-11-26']);
  expect(await text('posture contosodev')).toMatch(/Score by day/);
});

it('proposes the fix from the card, and the posture is better after another has approved it', async () => {
  const before = await card('posture contosodev registry credentials');
  await range.press(before, 'Disable the admin user');
  expect(range.world.arm.edits.size).toBe(0);
  await approved();

  const after = await card('posture contosodev registry credentials');
  expect(percentOf(after.summary)).toBeGreaterThan(percentOf(before.summary));
  expect(textOf(after.json)).not.toContain('adminUserEnabled = true');
  range.world.arm.edits.clear();
});

it('takes an accepted risk out of the score with by whom and until when, and back in when it is over', async () => {
  const before = await card('posture contosodev registry credentials');
  const button = buttonOf(before, 'Accept the risk') as { verb: string; data: object };
  expect(textOf((await range.ask(button)).card.json)).toContain('An exception needs a reason');
  expect(await text('except posture registry credentials of contosodev because it goes', 'nora')).toMatch(
    /role operator/,
  );
  const { length } = await range.store.remediations.newestRemediations({ which: 'all', limit: 99 });
  expect(await text('except posture registry credentials of contosodev days=366 because it goes')).toMatch(
    /I did not understand "366"/,
  );
  expect(await text('except posture registry credentials of contosodev days=365 because it goes')).toMatch(/^Change/);
  expect(await range.store.remediations.newestRemediations({ which: 'all', limit: 99 })).toHaveLength(length + 1);
  await range.ask({ verb: button.verb, data: { ...button.data, reason: 'the vault keeps it' } });
  expect((await card('posture contosodev registry credentials')).summary).toBe(before.summary);
  const number = await approved();

  const accepted = await card('posture contosodev registry credentials');
  expect(percentOf(accepted.summary)).toBeGreaterThan(percentOf(before.summary));
  expect(textOf(accepted.json)).toMatch(
    new RegExp(
      `: accepted\\n[\\s\\S]*Accepted until 26 Feb 2027 for olaf, approved by bob \\(change #${number}\\): the vault keeps it`,
    ),
  );
  expect(await text('posture')).toMatch(/Accepted until 26 Feb 2027 for olaf: contosodev, /);
  now = new Date('2027-03-01T00:00:00Z');
  expect(await text('posture')).not.toContain('Accepted until');
  const over = await card('posture contosodev registry credentials');
  expect(over.summary).toBe(before.summary);
  expect(textOf(over.json)).toContain(`It was accepted until 26 Feb for olaf (change #${number}); that is over.`);
});

it('shows no posture that nobody could read, and says why a day was not kept', async () => {
  range.azure.faults.set('resource-graph', { status: 403 });
  const shown = await text('posture');
  await keepAll();
  range.azure.faults.clear();

  expect(shown).not.toMatch(/%/);
  expect(await text('posture')).toMatch(/the day's reading[\s\S]*Resource Graph/);
});
