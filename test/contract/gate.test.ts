import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gate } from '../../src/cli/gate.ts';
import { peopleConfig } from '../../src/commands/people/people-config.ts';
import { startChanges } from '../../src/commands/people/start-changes.ts';
import { systemClock } from '../../src/model/clock.ts';
import { runChange } from '../../src/remediation/life/run-change.ts';
import { verifyChange } from '../../src/remediation/life/verify-change.ts';
import { remediationConfig } from '../../src/remediation/policy/policy-config.ts';
import { gateAsked } from '../../src/security/gate/gate-asked.ts';
import { gatePolicies } from '../../src/security/gate/gate-policies.ts';
import type { GatePolicy } from '../../src/security/gate/gate-policy.ts';
import { gateConfig } from '../../src/teams/gate-config.ts';
import { buttonOf, ids, startDialogue, type TestDialogue, textOf } from '../commands/start-dialogue.ts';

const now = new Date('2026-11-25T12:00:00Z');
const policies = gatePolicies({ default: 'default', policies: {} });
const people = { operator: [ids.olaf], approver: [ids.bob] };
let run: TestDialogue;
beforeAll(async () => {
  run = await startDialogue({ people, remediation: {} });
}, 60_000);
afterAll(() => run.close());

const judged = (image: string, o: Partial<GatePolicy> = {}, report?: unknown) =>
  gateAsked(
    { image, policy: { ...policies.policy('default'), max: {}, knownExploited: 'count', ...o }, report },
    { connect: () => run.connection.until(AbortSignal.timeout(20_000)), now },
  );
const codes = async (...said: Parameters<typeof judged>) => (await judged(...said)).reasons.map(({ code }) => code);
const imageOf = (name: string) => {
  const found = run.world
    .registry('contoso.azurecr.io')
    ?.images.find((it) => `${it.repository}:${it.tags[0]}` === name);
  if (!found) throw new Error(`the range has no ${name}`);
  return found;
};

describe('the gate, over HTTP against the range', () => {
  it('judges by what Defender found, and says of an image that was never scanned that it could not', async () => {
    const exploited = await gateAsked(
      { image: 'payments-api:1.8', policy: policies.policy() },
      { connect: () => run.connection.until(AbortSignal.timeout(20_000)), now },
    );

    expect(exploited).toMatchObject({ verdict: 'fail', image: { registry: 'contoso.azurecr.io', tag: '1.8' } });
    expect(exploited.reasons[0]).toMatchObject({ code: 'known-exploited', count: expect.any(Number) });
    expect(await codes('tools/legacy-batch:2019.4')).toEqual(['never-scanned']);
    run.azure.faults.set('resource-graph', { status: 503 });
    const away = judged('payments-api:1.8');
    await expect(away).rejects.toMatchObject({ service: 'Resource Graph' });
    run.azure.faults.clear();
  });

  it('is asked by the command line where no report is given, with its exit code', async () => {
    const lines: string[] = [];
    const config = { gate: gateConfig.parse({}), store: { path: '/nowhere/bot.db' } };
    const connect = () => run.connection.until(AbortSignal.timeout(20_000));
    const print = async (line: string) => void lines.push(line);

    const code = await gate(['payments-api:1.8'], { config, connect, print, now, from: '/' });

    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^Fails the gate "default": \d+ known exploited/);
    expect(lines.join('\n')).toContain('exceptions that were approved in chat are not known');
  });

  it('reads the base image from the labels, wherever the registry keeps them', async () => {
    const only = { baseImages: ['mcr.microsoft.com/dotnet/*'] };
    const image = imageOf('payments-api:1.8');

    expect(await codes('payments-api:1.8', only)).toEqual(['base-image-unknown']);
    image.base = 'docker.io/library/debian:12';
    expect(await codes('payments-api:1.8', only)).toEqual(['base-image-not-allowed']);
    image.base = 'mcr.microsoft.com/dotnet/aspnet:8.0';
    expect(await codes('payments-api:1.8', only)).toEqual([]);
  });

  it('counts signatures of Notation, and says what it could not read', async () => {
    const signed = { signature: 'required' } as const;
    const image = imageOf('payments-api:1.8');

    expect(await codes('payments-api:1.8', signed)).toEqual(['not-signed']);
    image.signatures = 1;
    expect(await codes('payments-api:1.8', signed)).toEqual([]);
    const report = { SchemaVersion: 2, CreatedAt: now.toISOString(), Results: [{ Class: 'os-pkgs' }] };
    expect(await codes('contoso.azurecr.io/payments-api:1.8', signed, report)).toEqual([]);
    run.azure.faults.set('registry', { status: 403 });
    const { reasons, gaps } = await judged('contoso.azurecr.io/payments-api:1.8', signed, report);
    run.azure.faults.clear();
    expect(reasons.map(({ code }) => code)).toEqual(['signature-unknown']);
    expect(gaps.map(({ next }) => next).join()).toMatch(/AcrPull/);
    expect(await codes('docker.io/library/nginx:1', signed, report)).toEqual(['signature-unknown']);
  });
});

describe('the gate, in chat', () => {
  it('says the verdict first and every reason, and helps with names', async () => {
    const said = await run.ask('gate payments-api:1.8 policy=microsoft');

    expect(said.card.summary).toMatch(/^Fails the gate "microsoft": \d+ known exploited/);
    expect(textOf(said.card.json)).toMatch(/known to be exploited[^✗]*CVE-2021-44228/);
    expect(textOf((await run.ask('gate payments-api:1.8 policy=nope')).card.json)).toMatch(
      /There are default, microsoft/,
    );
    expect(textOf((await run.ask('gate payments-api:9.9')).card.json)).toMatch(/found no image/);
  });

  it('grants an exception as a change that somebody else approves, takes it back by undo, and never without a reason', async () => {
    const work = startChanges({
      ...{ store: run.store, connection: run.connection, people: peopleConfig.parse(people) },
      ...{ clock: { ...systemClock, now: () => now }, log: pino({ level: 'silent' }), wake: () => {} },
      config: remediationConfig.parse({}),
      addressOf: async (conversationId) => ({ tenantId: 't1', serviceUrl: '', conversationId }),
    });
    const made = async (number: number) => {
      await runChange(work, number);
      await verifyChange(work, number);
    };
    const image = 'checkout-api:2.7.2';
    imageOf(image).scan.flaws = [
      {
        ...{ cve: 'CVE-2024-1', package: 'p', installed: '1', fixedIn: '2', severity: 'High', published: new Date(0) },
        ...{ inExploitKit: false, stepsPublished: false, stepsVerified: false },
      },
    ];
    const verdict = async () => (await run.ask(`gate contoso.azurecr.io/${image}`)).card;

    const failed = await verdict();
    expect(failed.summary).toBe('Fails the gate "default": 1 High.');
    const without = await run.press(failed, 'Ask for an exception');
    expect(textOf(without.card.json)).toContain('needs a reason');
    const button = buttonOf(failed, 'Ask for an exception') as { verb: string; data: object };
    await run.ask({ verb: button.verb, data: { ...button.data, reason: 'until Monday' } });
    const newest = async () => (await run.store.remediations.newestRemediations({ which: 'all', limit: 1 }))[0];
    expect(await newest()).toMatchObject({
      ...{ action: 'gate-exception', state: 'proposed', reason: 'until Monday' },
      input: { covers: ['CVE-2024-1'], owner: 'olaf', until: '2026-12-26T00:00:00.000Z' },
    });
    await run.ask(`exempt contoso.azurecr.io/${image} days=7 owner=team-a because nothing calls it`);
    const proposed = await newest();
    const number = proposed?.number ?? 0;
    expect(proposed).toMatchObject({ action: 'gate-exception', state: 'proposed', reason: 'nothing calls it' });
    expect((await verdict()).summary).toMatch(/^Fails/);
    await run.ask(`approve ${number}`, 'bob');
    expect((await verdict()).summary).toMatch(/^Fails/);
    await made(number);
    const passed = await verdict();
    expect(passed.summary).toBe('Passes the gate "default".');
    expect(textOf(passed.json)).toMatch(/until 3 Dec, took 1.*owner team-a.*approved by/);
    expect((await run.ask(`gate contoso.azurecr.io/${image} policy=microsoft`)).card.summary).toMatch(/^Fails/);

    await run.ask(`undo ${number}`);
    await run.ask(`approve ${number + 1}`, 'bob');
    await made(number + 1);

    expect((await verdict()).summary).toMatch(/^Fails/);
  });
});
