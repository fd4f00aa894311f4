import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { incidentsConfig } from '../../src/incidents/incidents-config.ts';
import type { Pipeline } from '../../src/incidents/pipeline/pipeline.ts';
import { sortSource } from '../../src/incidents/pipeline/sort-deliveries.ts';
import type { Card } from '../../src/model/card.ts';
import { attackAlert } from '../incidents/attack-alerts.ts';
import { buttonOf, startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

let run: TestDialogue;
let card: Card;
const textAfter = async (said: string, by?: Parameters<TestDialogue['ask']>[1]) => {
  card = (await run.ask(said, by)).card;
  return textOf(card.json);
};
const active = () => run.world.alerts.find(({ pod }) => pod !== undefined);
const newest = async () => (await run.store.remediations.newestRemediations({ which: 'all', limit: 1 }))[0];

beforeAll(async () => {
  run = await startDialogue({ remediation: {} });
});
beforeEach(() => run.azure.faults.clear());
afterAll(() => run.close());

describe('security alerts that no source has told of are asked from Azure', () => {
  it.each([
    ['alerts', ['2 security alerts', '1 medium, 1 low', 'asked Defender for Cloud just now']],
    [
      'alerts medium in payments',
      ['1 security alert', 'A file was fetched from a place', 'fraud-score in payments, prod-weu'],
    ],
    ['alerts high', ['No open security alert that fits']],
    ['alerts in prod-neu', ['No open security alert that fits']],
  ])('%s', async (said, expected) => {
    const text = await textAfter(said);

    expect(expected.filter((it) => !text.includes(it))).toEqual([]);
  });

  it('and shown with what of it still runs, what Defender advises and what helps', async () => {
    const alert = active();
    const text = await textAfter(`alert ${alert?.name}`);

    const pod = alert?.pod?.name ?? '';
    for (const it of [`Pod ${pod} still runs on aks-`, 'Deployment fraud-score: 2 of 2 pods ready', 'sha256:'])
      expect(text).toContain(it);
    for (const it of ['A file was fetched', 'Suspicious file download detected', 'Examine the process tree'])
      expect(text).toContain(it);
    expect(titlesOf(card.json)).toEqual([
      ...['Isolate the pod', 'Stop fraud-score', 'Lock the image', 'Delete the pod', 'Dismiss'],
    ]);
  });

  it('and change nothing by a press: it proposes', async () => {
    await textAfter(`alert ${active()?.name}`);

    const { card: answer } = await run.press(card, 'Isolate the pod');

    expect(textOf(answer.json)).toContain('proposed');
    expect(await newest()).toMatchObject({
      action: 'isolate-pod',
      state: 'proposed',
      input: { name: active()?.pod?.name },
    });
  });

  it('and dismissed with a reason alone, after an approval', async () => {
    await textAfter(`alert ${active()?.name}`);
    const { verb, data } = buttonOf(card, 'Dismiss') as { verb: string; data: object };

    expect(textOf((await run.ask({ verb, data })).card.json)).toContain('Write why it means nothing');
    await run.ask({ verb, data: { ...data, reason: 'a planned test' } });

    expect(await newest()).toMatchObject({ action: 'dismiss-alert', state: 'proposed', reason: 'a planned test' });
    expect(active()?.status).toBe('Active');
  });

  it('and say what of the cluster could not be read, and offer what the alert alone names', async () => {
    run.azure.faults.set('kubernetes', { status: 403 });

    const text = await textAfter(`alert ${active()?.name}`);

    expect(text).toContain('could not be read');
    expect(text).not.toContain('still runs');
    expect(titlesOf(card.json)).toEqual(expect.arrayContaining(['Isolate the pod', 'Delete the pod', 'Dismiss']));
  });

  it('and say that they could not be asked, and not that there is none', async () => {
    run.azure.faults.set('defender', { status: 403 });

    const text = await textAfter('alerts');

    expect(text).toContain('Not all security alerts could be read');
    expect(text).toContain('Security Reader');
    expect(await textAfter('alert 2517190834728869999_1a2b3c4d-0000')).toContain('could not read');
  });

  it('and a pod that is gone is said to be, and is neither isolated nor deleted', async () => {
    const alert = active();
    const pod = alert?.pod;
    if (!alert || !pod) throw new Error('the range has no alert about a pod');
    pod.goneAt = run.world.clock.now();
    const text = await textAfter(`alert ${alert.name}`);
    delete pod.goneAt;

    expect(text).toContain(`Pod ${pod.name} is gone.`);
    expect(titlesOf(card.json)).toEqual(['Stop fraud-score', 'Dismiss']);
  });

  it('or not found, nor told to who may not ask', async () => {
    expect(await textAfter('alert 2517190834728869999_1a2b3c4d-0000')).toContain('no alert of this id');
    expect(await textAfter('alert')).toContain('Which alert?');
    const over = run.world.alerts.find(({ status }) => status === 'Dismissed');
    expect(await textAfter(`alert ${over?.name}`)).toContain('Dismissed');
    expect(titlesOf(card.json)).not.toContain('Dismiss');
    expect(await textAfter('alerts', 'mallory')).not.toContain('fraud-score');
    expect(await textAfter(`alert ${active()?.name}`, 'mallory')).not.toContain('fraud-score');
  });
});

describe('security alerts that sources have told of', () => {
  it('stand as attacks, each alert once however it came, and say how old they are', async () => {
    const now = run.world.clock.now();
    const pod = active()?.pod;
    const place = { namespace: pod?.workload.namespace ?? '', pod: pod?.name ?? '' };
    const shell = attackAlert({ ...place, type: 'K8S.NODE_Webshell' }, now);
    const token = attackAlert({ ...place, type: 'K8S.NODE_ImdsCall', intent: 'CredentialAccess' }, now);
    const other = attackAlert({ namespace: 'shop', pod: 'cart-0', type: 'K8S_New' }, now);
    const config = incidentsConfig.parse({ channel: '19:ops@thread.tacv2' });
    await run.store.together(now, async (writing) => {
      for (const [source, ...alerts] of [
        ['defender', shell, token, other] as const,
        ['defender-export', { ...shell, source: 'defender-export' }] as const,
      ])
        await sortSource(source, [{ source, at: now, alerts }], writing, { config } as Pipeline, now);
    });

    const text = await textAfter('alerts');
    expect(text).toContain('2 attacks, 3 security alerts');
    expect(text).toMatch(/2 alerts · fraud-score in payments, prod-weu · Persistence, Credential Access/);
    expect(text).toContain('as Defender for Cloud has sent them');

    const one = await textAfter(`alert ${shell.identity}`);
    expect(one).toContain('1 more alert of this attack');
    expect(one).toContain('A container asked Azure for a token of the machine');
  });
});
