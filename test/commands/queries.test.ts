import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partsOfType } from '../cards/card-parts.ts';
import { ids, startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

let said: TestDialogue;
beforeAll(async () => {
  said = await startDialogue({
    people: {
      viewer: [ids.vera, { id: ids.nora, scope: { clusters: ['prod-weu'], namespaces: ['payments'] } }],
      operator: [ids.olaf],
    },
    remediation: {},
  });
});
afterAll(() => said.close());

/** The query behind the link to the portal. */
function opened(json: unknown): string {
  const [url = ''] = partsOfType(json, /^Action\.OpenUrl$/).flatMap(({ title, url: it }) =>
    title === 'Open in Log Analytics' ? [String(it)] : [],
  );
  return gunzipSync(Buffer.from(decodeURIComponent(/\/q\/([^/]+)\//.exec(url)?.[1] ?? ''), 'base64')).toString();
}

describe('saved queries', () => {
  it('are listed, each a row to press, and say that nothing typed is run', async () => {
    const { card } = await said.ask('saved queries');

    expect(titlesOf(card.json).length).toBeGreaterThan(20);
    const { card: pressed } = await said.press(card, 'restarts', 'olaf', { conversationId: '19:list@thread.tacv2' });
    expect(textOf(pressed.json)).toContain('Which cluster?');
  });

  it.each([
    ['query restarts in prod-weu', ['Restarts of containers: 3 rows in the last 6 h', 'OOMKilled']],
    ['query oom in payments last 3h', ['Containers killed for memory: 3 rows in the last 3 h', 'payments']],
    ['query node-cpu in prod-weu last 2h', ['CPU of the nodes: highest', '10:00 to 12:00 UTC']],
    ['query failed jobs in prod-weu since 09:00', ['Failed jobs: none in the last 3 h', '09:00 to 12:00 UTC']],
    ['query secrets-read in prod-weu', ['AKSAudit has no rows of prod-weu', 'kube-audit']],
  ])('%s is answered with its rows, its time and its query', async (text, parts) => {
    const { card } = await said.ask(text);

    for (const part of parts) expect(textOf(card.json)).toContain(part);
    expect(opened(card.json)).toContain('| where _ResourceId =~ ');
  });

  it.each([
    ['query restrats2000 in prod-weu', 'There is no saved query called "restrats2000"'],
    ['query restarts in prod-weu last 90d', 'At most 31 days'],
    ['query KubeEvents | where Reason has "x" | take 5', 'KQL that is typed in a chat is not run'],
  ])('%s is refused in words', async (text, words) => {
    const asked = said.azure.requests.all().length;

    const { card } = await said.ask(text);

    expect(textOf(card.json)).toContain(words);
    const since = said.azure.requests.all().slice(asked);
    expect(since.filter(({ api }) => api === 'log-analytics')).toEqual([]);
  });

  it('are answered to who is limited to a place for that place alone', async () => {
    const own = await said.ask('query restarts in prod-weu ns=payments', 'nora');
    const wide = await said.ask('query restarts in prod-weu', 'nora');
    const nodes = await said.ask('query node-cpu in prod-weu ns=payments', 'nora');

    expect(textOf(own.card.json)).toContain('3 rows');
    for (const { card } of [wide, nodes]) expect(textOf(card.json)).not.toMatch(/rows|highest/);
  });

  it('are a gap, with what to do, where the workspace does not answer', async () => {
    said.azure.faults.set('log-analytics', { status: 403 });

    const { card } = await said.ask('query restarts in prod-weu');
    said.azure.faults.clear();

    expect(textOf(card.json)).toContain('Restarts of containers: could not be read');
    expect(textOf(card.json)).toMatch(/Log Analytics Reader/);
  });
});

describe('the log of a time, or with a text', () => {
  it.each([
    ['logs payments-api in prod-weu last 1h', /lines of payments-api in the last 60 min/],
    [
      'logs payments-api in prod-weu containing "GC PRESSURE"',
      /lines with "GC PRESSURE" of payments-api in the last 6 h/,
    ],
    ['errors in payments-api in prod-weu last 2h', /lines? with "error" (?:of|in) payments-api/i],
    [`logs payments-api in prod-weu containing "it's | union Heartbeat" last 2h`, /^No lines with "it's/],
  ])('%s is read from the workspace', async (text, words) => {
    const { card } = await said.ask(text);

    expect(textOf(card.json)).toMatch(words);
    expect(opened(card.json)).toContain('ContainerLogV2');
    expect(titlesOf(card.json).includes('More lines')).toBe(!textOf(card.json).startsWith('No lines'));
  });

  it('is one press away from the live log, which shows the query for it', async () => {
    const { card } = await said.ask('logs payments-api in prod-weu');

    expect(opened(card.json)).toMatch(/ContainerName == _p\d/);
    expect(opened(card.json)).toMatch(/'\/subscriptions\/.+\/managedClusters\/prod-weu'/);
  });
});

describe('alert rules from a query', () => {
  it.each([
    [
      'create alert restarts in prod-weu over 30m sev1',
      'wk-restarts-prod-weu',
      { severity: 1, windowMinutes: 30, moreRowsThan: 0 },
    ],
    ['alert me when node-cpu in prod-weu is above 90%', 'wk-node-cpu-prod-weu-90', { severity: 2, moreRowsThan: 0 }],
    [
      'alert me when payments-api in prod-weu contains "timeout" more than 5 times',
      /^wk-log-payments-api-prod-weu-/,
      { moreRowsThan: 5, windowMinutes: 15 },
    ],
    [
      'create alert oom in prod-weu group=oncall',
      'wk-oom-kills-prod-weu',
      { actionGroups: [expect.stringMatching(/actionGroups\/oncall$/)] },
    ],
  ])('%s is a proposed change with its query', async (text, name, input) => {
    const { card } = await said.ask(text);
    const [, number] = /^Change (\d+) is proposed/.exec(textOf(card.json)) ?? [];
    const change = await said.store.remediations.remediation(Number(number));

    expect(change).toMatchObject({ action: 'create-alert-rule', input });
    expect(String(change?.input.name)).toMatch(name);
    // A rule has a window of its own: a time in its query would never move on.
    expect(String(change?.input.query)).not.toMatch(/\bdatetime\(|TimeGenerated >=/);
    expect(change?.plan.place).toMatchObject({ cluster: 'prod-weu' });
  });

  it.each([
    ['create alert node-cpu in prod-weu', 'Say from which value on'],
    ['create alert restarts in prod-weu last 2d', 'a day at most'],
    ['create alert restarts in prod-weu group=nobody', 'no action group "nobody"'],
  ])('%s is refused in words', async (text, words) => {
    const { card } = await said.ask(text, 'olaf', { conversationId: '19:other@thread.tacv2;messageid=2' });

    expect(textOf(card.json)).toContain(words);
  });

  it('offers what is watched most often where nothing was said', async () => {
    const { card } = await said.ask('create alert', 'olaf');

    expect(textOf(card.json)).toMatch(/^What should the alert watch\?/);
    expect(titlesOf(card.json)).toEqual(['restarts', 'oom-kills', 'node-cpu', 'All saved queries']);
  });

  it('is nothing that a viewer may ask for', async () => {
    const { card } = await said.ask('create alert restarts in prod-weu', 'vera');

    expect(textOf(card.json)).not.toContain('is proposed');
  });
});

describe('the baseline', () => {
  it('shows what is missing, and its button proposes exactly that', async () => {
    const { card } = await said.ask('which alerts are missing in prod-weu');
    await said.press(card, 'Create the missing ones');
    const all = await said.store.remediations.remediation(5);

    expect(textOf(card.json)).toMatch(/^36 of 36 recommended alerts are missing on prod-weu/);
    expect(all).toMatchObject({ action: 'create-baseline-alerts', plan: { place: { cluster: 'prod-weu' } } });
    expect(all?.input.alerts).toHaveLength(36);
  });

  it('tells of no registry to who is limited to a place', async () => {
    const { card } = await said.ask('baseline alerts contoso', 'nora');

    expect(textOf(card.json)).not.toContain('recommended');
  });
});
