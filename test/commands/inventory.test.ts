import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import type { Transport } from '../../src/azure/transport.ts';
import { cell } from '../../src/cards/inventory-csv.ts';
import { inventory } from '../../src/cli/inventory.ts';
import { startAzure } from '../../src/lab/azure/start-azure.ts';
import { warmUp } from '../../src/lab/azure/warm-up.ts';
import { bigEstate } from '../../src/lab/world/big-estate.ts';
import type { Card } from '../../src/model/card.ts';
import { readInventory } from '../../src/security/inventory/read-inventory.ts';
import { type Asker, ids, startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

let range: TestDialogue;
let now = new Date('2026-11-25T12:00:00Z');
const clock = { now: () => now, after: () => () => undefined };
const texts = ({ json }: Card) => textOf(json).replaceAll(/\n +/g, '\n');
const said = async (text: string, by: Asker = 'olaf') => texts((await range.ask(text, by)).card);
/** Names of the listed things: they stand between a mark and a flag. */
const listed = (text: string) => [...text.matchAll(/[●✓?] {2}\n(\S+)/g)].map(([, name]) => name);

beforeAll(async () => {
  const people = {
    viewer: [
      ids.vera,
      { id: ids.nora, scope: { environments: ['production'] } },
      { id: ids.bob, scope: { clusters: ['prod-weu'] } },
      { id: ids.ada, scope: { namespaces: ['shop'] } },
    ],
    operator: [ids.olaf],
  };
  range = await startDialogue({ people, now: () => now });
  warmUp(range.world);
}, 60_000);
afterAll(() => range.close());

describe('the inventory', () => {
  it('tells how much there is of each platform, then the worst first, and how old that is', async () => {
    const text = await said('inventory');

    expect(text).toMatch(/^44 container resources, 17 at high risk\n/);
    expect(text).toMatch(/By platform\nRetired platform\n6\n6 high/);
    expect(text).toMatch(/Worst first: 1 to 6 of 44\n●\s+sf-legacy-dev\nHigh/);
    expect(text).toMatch(/Next: Set up Entra ID for its clients/);
    expect(text).toMatch(/Resource Graph, read just now, 2 subscriptions/);
    expect(text).toMatch(/2 things could not be read[\s\S]*images of contoso-sidecars-dev/);
  });

  it.each([
    ['inventory container instances', /^4 container resources, 2 at high risk/],
    ['inventory aci in production', /^2 container resources, 1 at high risk/],
    ['inventory acs', /^6 container resources, 6 at high risk/],
    ['inventory of service fabric managed', /^2 container resources/],
    ['risky inventory of web apps', /^2 container resources, none at high risk/],
    ['inventory owner=team-insight', /^8 container resources/],
    ['inventory region=westeurope', /^43 container resources/],
    ['inventory subscription="Contoso Production"', /^19 container resources/],
    ['inventory in production team-shop', /^4 container resources/],
    ['inventory rg-fabric', /^6 container resources/],
    ['inventory in prod team-shop', /^4 container resources/],
    ['inventory high', /^17 container resources, 17 at high risk/],
    ['inventory without owner', /^16 container resources[\s\S]*without an owner/],
    ['aci with public ip', /^2 container resources[\s\S]*open to the Internet/],
  ] as const)('is narrowed by "%s"', async (text, verdict) => {
    expect(await said(text)).toMatch(verdict);
  });

  it('offers no "Risky alone" where all have a risk', async () => {
    const { card } = await range.ask('aci with public ip');

    expect(titlesOf(card.json)).not.toContain('Risky alone');
  });

  it('names what is near where nothing has the name', async () => {
    expect(await said('inventory in produktion')).toMatch(/"produktion".*Did you mean production/);
  });

  it('is leafed through in place without asking again, and read again when that is wanted', async () => {
    const first = (await range.ask('inventory')).card;
    const before = range.azure.requests.all().length;
    now = new Date(now.getTime() + 40_000);

    const second = (await range.press(first, 'Next')).card;
    expect(texts(second)).toMatch(/Worst first: 7 to 12 of 44/);
    expect(texts(second)).toMatch(/read 40 s ago/);
    expect(texts((await range.press(second, 'Back')).card)).toMatch(/1 to 6 of 44/);
    expect(range.azure.requests.all()).toHaveLength(before);
    expect(texts((await range.press(second, 'Look again')).card)).toMatch(/read just now/);
  });

  it('shows one thing with every risk, what to do, and where it is in the portal', async () => {
    const { card } = await range.ask('inventory container instances');

    const one = (await range.press(card, 'Show shop-demo-dev')).card;

    expect(texts(one)).toMatch(/^shop-demo-dev: 5 risks/);
    expect(texts(one)).toMatch(/Secret in a plain variable: DB_PASSWORD, STORAGE_CONNECTION_STRING/);
    expect(texts(one)).toMatch(/Next: Set it as secureValue/);
    expect(JSON.stringify(one.json)).toContain('https://portal.azure.com/#resource/subscriptions/');
    expect(JSON.stringify(one.json)).not.toContain('made-up');
  });

  it('shows who is limited to some places those alone', async () => {
    const production = await said('inventory', 'nora');
    const cluster = await said('inventory', 'bob');

    expect(production).toMatch(/Only resources within your scope are shown/);
    expect(production).not.toMatch(/-dev\b|subscriptions/);
    expect(listed(cluster)).toEqual(['prod-weu']);
    expect(await said('inventory', 'ada')).toMatch(/I can show or do nothing of that kind/);
    expect(await said('inventory export in dev', 'nora')).toMatch(/"dev"/);
  });

  it('is exported as lines of CSV in parts', async () => {
    const { card } = await range.ask('inventory export risky');

    const lines = String(/"codeSnippet":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(card.json))?.[1]).split('\\n');
    expect(lines[0]).toBe(
      'platform,name,count,worst risk,risks,next steps,owner,environment,region,subscription,resource group,images,id',
    );
    expect(lines[1]).toMatch(/^Service Fabric,sf-legacy-dev,\\"5 nodes, 7\.1/);
    expect(titlesOf(card.json)).toEqual(['Next part']);
    expect(texts((await range.press(card, 'Next part')).card)).toMatch(/Lines \d+ to/);
  });

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'=1"`],
    ['a,b', '"a,b"'],
    ['two\nlines', 'two lines'],
    ['plain', 'plain'],
  ])('gives a spreadsheet %j as %j', (text, expected) => {
    expect(cell(text)).toBe(expected);
  });
});

describe('the inventory on the command line', () => {
  it('prints all of it, and tells beside it and by its exit code what could not be read', async () => {
    const [lines, told]: [string[], string[]] = [[], []];
    const run = {
      ...{ azure: range.connection.until(new AbortController().signal), ownerTags: ['owner'], now },
      print: async (line: string) => void lines.push(line),
      warn: (line: string) => void told.push(line),
    };

    expect(await inventory(['--risky'], run)).toBe(1);
    expect(lines).toHaveLength(1 + 30);
    expect(await inventory([], run)).toBe(1);
    expect(lines).toHaveLength(1 + 30 + 1 + 44);
    expect(told[0]).toMatch(/^Not read: images of contoso-sidecars-/);
    await expect(inventory(['--all'], run)).rejects.toThrow(/"--all" is no option/);
  });
});

describe('reading the inventory', () => {
  const read = async (clusters: number, transport?: (it: Transport) => Transport) => {
    const azure = await startAzure({ world: bigEstate({ clusters, registries: 3, others: 60 }, now), clock });
    const connection = connectAzure({
      ...{ credential: azure.credential, clock, log: pino({ level: 'silent' }), config: azureConfig.parse({}) },
      transport: transport?.(azure.transport) ?? azure.transport,
    });
    const inventory = await readInventory(connection.until(new AbortController().signal), {
      now,
      ownerTags: ['owner'],
    });
    await azure.close();
    return { ...inventory, calls: azure.requests.all().length };
  };

  it('asks no more often for more clusters', async () => {
    const [few, many] = [await read(4), await read(150)];

    expect(many.items.length - few.items.length).toBe(146);
    expect([few.calls, many.calls]).toEqual([5, 5]);
  });

  it('names as a gap what the smaller queries would have told', async () => {
    const { items, gaps } = await read(4, ({ httpClient, ...rest }) => ({
      ...rest,
      httpClient: {
        sendRequest: (request) => {
          // Resource Graph of a cloud that has no such table.
          if (typeof request.body === 'string') request.body = request.body.replace('"batchresources', '"nosuchtable');
          return (httpClient as NonNullable<typeof httpClient>).sendRequest(request);
        },
      },
    }));

    expect(items.length).toBeGreaterThan(20);
    expect(gaps).toMatchObject([{ what: expect.stringContaining('Batch pools'), service: 'Resource Graph' }]);
  });
});
