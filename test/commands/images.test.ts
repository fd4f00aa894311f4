import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { incidentsConfig } from '../../src/incidents/incidents-config.ts';
import type { Pipeline } from '../../src/incidents/pipeline/pipeline.ts';
import { sortSource } from '../../src/incidents/pipeline/sort-deliveries.ts';
import { eventGrid } from '../../src/incidents/sources/event-grid.ts';
import { imagesConfig } from '../../src/security/snapshot/images-config.ts';
import { readImages } from '../../src/security/snapshot/read-images.ts';
import { ids, startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

let range: TestDialogue;
const text = async (said: string, by: Parameters<TestDialogue['ask']>[1] = 'olaf') =>
  textOf((await range.ask(said, by)).card.json);

beforeAll(async () => {
  const people = {
    viewer: [{ id: ids.nora, scope: { namespaces: ['shop'] } }],
    operator: [ids.olaf, { id: ids.bob, scope: { namespaces: ['payments'] } }],
  };
  range = await startDialogue({ people, remediation: {} });
}, 60_000);
afterAll(() => range.close());

describe('questions about all images', () => {
  it('say before the first reading that nothing was read, and never that all is well', async () => {
    expect(await text('images vulnerable')).toMatch(/not read to the end yet/);
    expect(await text('images running')).toMatch(/What runs was not read yet/);
    expect(await text('cve CVE-2021-44228')).toMatch(/not found, but the findings were not read/);
  });

  describe('after a reading', () => {
    beforeAll(async () => {
      const { store, connection } = range;
      const clock = { now: () => new Date('2026-11-25T12:00:00Z'), after: () => () => undefined };
      const addressOf = async (channel: string) => ({
        tenantId: 't',
        conversationId: channel,
        serviceUrl: 'https://t',
      });
      await readImages({
        ...{ store, clock, connection, addressOf, channel: undefined, wake: () => undefined },
        ...{ log: pino({ level: 'silent' }), config: imagesConfig.parse({}) },
      });
    }, 60_000);

    it('rank them with reasons and the age of the snapshot', async () => {
      const { card } = await range.ask('images vulnerable');

      expect(textOf(card.json)).toMatch(/^1 image that runs can be attacked today/);
      expect(textOf(card.json)).toMatch(
        /payments-api:1\.8\n.*exploited\n.*CVE-\d+-\d+ exploited in the wild · fixed in \S+ \S+ · runs in prod-weu \(3 pods\)/,
      );
      expect(textOf(card.json)).toMatch(/From the stored snapshot: findings of 12:00 UTC/);
      expect(titlesOf(card.json)).toContain('What runs');
    });

    it('are narrowed to a cluster, a namespace or an owner, and refuse one that nothing has', async () => {
      expect(await text('images vulnerable in payments')).toMatch(/that runs there can be attacked/);
      expect(await text('vulnerable images owner=team-payments')).toMatch(/payments-api/);
      expect(await text('images vulnerable prod-weu')).toMatch(/payments-api/);
      expect(await text('images vulnerable in paymets')).toMatch(
        /no cluster, namespace or owner "paymets".*Did you mean payments/,
      );
      expect(await text('images vulnerable cluster=nowhere')).toMatch(/no cluster "nowhere"/);
    });

    it('tell who has a CVE, where it runs, what fixes it, and that nobody has another', async () => {
      expect(await text('who is affected by cve-2021-44228')).toMatch(
        /^CVE-2021-44228 runs in 1 image \(3 pods\)[\s\S]*log4j-core 2\.14\.1 → 2\.17\.1[\s\S]*prod-weu \/ payments \/ payments-api[\s\S]*Ours with the fix: payments-api:1\.8\.1/,
      );
      expect(await text('cve CVE-2020-0001')).toMatch(/^CVE-2020-0001 was found in no image$/m);
    });

    it('flag what runs from registries that are not ours', async () => {
      expect(await text('images running')).toMatch(/^\d+ images run, \d+ from registries that are not ours/);
    });

    it('compare two images, also by the version alone, and an image with the one before it', async () => {
      expect(await text('image diff payments-api:1.8 1.8.1')).toMatch(
        /^\d+ new, \d+ fixed, \d+ unchanged\npayments-api:1\.8 → payments-api:1\.8\.1/,
      );
      expect(await text('scan image payments-api:1.8.1')).toMatch(
        /log: pushed .+ by build-pipeline[\s\S]*Since 1\.8: \d+ new, \d+ fixed, \d+ unchanged\./,
      );
    });

    it('tell what its registry said of an image that is there, and of one that is not any more', async () => {
      const { digest } = range.world.image('contoso.azurecr.io/payments-api:1.8.1');
      const gone = `sha256:${'9'.repeat(64)}`;
      const event = (action: string, its: string, tag?: string) => ({
        ...{ id: `${action} ${its}`, topic: '/r', subject: 's', eventType: 'Microsoft.ContainerRegistry.Image' },
        data: {
          ...{ action, timestamp: '2026-11-25T09:00:00Z', actor: { name: 'release-bot' } },
          ...{ target: { repository: 'payments-api', digest: its, tag }, request: { host: 'contoso.azurecr.io' } },
        },
      });
      const now = new Date('2026-11-25T12:00:00Z');
      const body = [event('push', digest, '1.8.1'), event('delete', gone)];
      const alerts = eventGrid.parse(body, { now, config: {} });
      const config = incidentsConfig.parse({ channel: '19:ops@thread.tacv2' });
      await range.store.together(now, (writing) =>
        sortSource('event-grid', [{ source: 'event-grid', at: now, alerts }], writing, { config } as Pipeline, now),
      );

      expect(await text('scan image payments-api:1.8.1')).toMatch(/Event Grid: pushed as 1\.8\.1 .* by release-bot/);
      expect(await text(`scan image contoso.azurecr.io/payments-api@${gone}`)).toMatch(
        /found no image[\s\S]*Event Grid: deleted .* by release-bot/,
      );
    });

    it('offer what mends an image: the version that does, a lock, an exception, six buttons at most', async () => {
      const { card } = await range.ask('scan image payments-api:1.8');
      const planned = await range.press(card, 'Roll payments-api to 1.8.1');
      const locked = await range.press(card, 'Lock it');
      const image = range.world.image('contoso.azurecr.io/payments-api:1.8');
      const { scan } = image;
      // What is attacked is never excused.
      image.scan = { ...scan, flaws: scan.flaws.filter(({ inExploitKit }) => !inExploitKit) };
      const quiet = await range.ask('scan image payments-api:1.8');
      image.scan = scan;
      const judged = await range.press(quiet.card, 'Ask for an exception');

      expect(titlesOf(card.json.actions)).toEqual([
        ...['Roll payments-api to 1.8.1', 'Does it pass the gate?', 'What changed', 'Lock it', 'Look again'],
      ]);
      expect(textOf(planned.card.json)).toMatch(/Roll Deployment payments-api .* from 1\.8 to 1\.8\.1/);
      expect(textOf(locked.card.json)).toMatch(/Lock contoso\.azurecr\.io\/payments-api:1\.8/);
      expect(judged.card.template).toBe('gate');
    });

    it('offer no version that the registry has no more, no lock to who is limited, and nothing for what is mended', async () => {
      const mended = await range.ask('scan image payments-api:1.8.1');
      const limited = await range.ask('scan image payments-api:1.8', 'bob');
      const image = range.world.image('contoso.azurecr.io/payments-api:1.8.1');
      image.untagged = ['1.8.1'];
      const { card } = await range.ask('scan image payments-api:1.8');
      const planned = await range.press(card, 'Build it anew');
      image.untagged = [];

      expect(textOf(planned.card.json)).toMatch(/Build contoso\.azurecr\.io\/payments-api anew by the ACR Task/);
      expect(titlesOf(limited.card.json.actions).filter((it) => /Roll|Lock|exception/.test(it))).toEqual([
        'Roll payments-api to 1.8.1',
      ]);
      expect(
        [mended.card, card].flatMap(({ json }) => titlesOf(json.actions)).filter((it) => /^Roll/.test(it)),
      ).toEqual([]);
    });

    it('show who is limited to a place what runs there, and no name of another', async () => {
      for (const said of ['images vulnerable', 'images running', 'cve CVE-2021-44228']) {
        expect(await text(said, 'nora')).not.toMatch(/payments|ledger/);
        expect(await text(said, 'mallory')).not.toMatch(/payments|shop/);
      }
      expect(await text('images running', 'nora')).toMatch(/shop/);
      expect(await text('images vulnerable in payments', 'nora')).not.toMatch(/payments-api|Did you mean/);
      expect(await text('image diff payments-api:1.8 1.8.1', 'nora')).not.toMatch(/fixed,/);
    });
  });
});
