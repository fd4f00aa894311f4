import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTokenAuthority } from '../test/teams/token-authority.ts';
import type { Bench } from './run.ts';
import { load, type Spell } from './turn/load.ts';
import { registration } from './turn/registration.ts';
import { startConnector } from './turn/start-connector.ts';
import { startProcess } from './turn/start-process.ts';

const rounds = Number(process.env.ROUNDS ?? 5);
const spellMs = Number(process.env.SPELL_MS ?? 2_500);
const connections = Number(process.env.CONNECTIONS ?? 16);

/**
 * Turns a second: our help and our cluster health against botbuilder's bare echo, alternating in one run after a warm-up
 * of each. Health is that of the range's prod-neu: 5 nodes, 43 pods (95 kB of JSON), six hours of metrics, three alerts
 * on two pages. Every turn asks Azure anew, in ten requests; Azure answers at once, in a process of its own.
 * ROUNDS, SPELL_MS, CONNECTIONS, ONLY=<names> and CPU_PROF=<folder> are for looking closer.
 */
export const bench: Bench = async () => {
  const authority = await startTokenAuthority();
  const connector = await startConnector();
  const env = {
    OPENID_METADATA: authority.openIdMetadataUrl,
    IDENTITY_ENDPOINT: authority.identityEndpoint,
    IDENTITY_HEADER: 'bench',
  };
  const azure = await startProcess('canned-azure.ts', {});
  const store = join(tmpdir(), `watchkeeper-bench-${randomUUID()}.db`);
  const bare = await startProcess('bare-bot.ts', env);
  const ours = await startProcess('our-bot.ts', { ...env, AZURE: azure.url, STORE: store });
  const authorization = await authority.bearer({
    iss: 'https://api.botframework.com',
    aud: registration.appId,
    serviceurl: connector.url,
  });

  const contenders = [
    { name: 'echo', bot: bare, text: 'hello', shows: /Echo: / },
    { name: 'help', bot: ours, text: 'help', shows: /scan image/ },
    { name: 'clusterHealth', bot: ours, text: 'cluster health prod-neu', shows: /prod-neu/ },
  ]
    .filter(({ name }) => (process.env.ONLY ?? name).split(',').includes(name))
    .map((it) => ({ ...it, spells: [] as (Spell & { cpuMs: number })[] }));

  const run = async ({ name, bot, text, shows }: (typeof contenders)[number], ms: number) => {
    const before = connector.posts;
    const activity = () => JSON.stringify(activityOf(text, connector.url));
    const cpuBefore = await bot.cpuMs();
    const spell = await load({ url: bot.url, authorization, connections, ms, activity });
    if (connector.posts - before !== spell.turns)
      throw new Error(`${name}: ${spell.turns} turns, ${connector.posts - before} posts`);
    if (!shows.test(connector.last)) throw new Error(`${name} was answered with ${connector.last.slice(0, 500)}`);
    return { ...spell, cpuMs: (await bot.cpuMs()) - cpuBefore };
  };
  try {
    for (const contender of contenders) await run(contender, spellMs);
    for (let round = 1; round <= rounds; round++) {
      for (const contender of contenders) {
        const spell = await run(contender, spellMs);
        contender.spells.push(spell);
        console.error(
          `round ${round}: ${contender.name.padEnd(14)}${Math.round(spell.turns / spell.seconds)} turns/s, ${rounded(spell.cpuMs / spell.turns)} ms of processor a turn`,
        );
      }
    }
  } finally {
    await Promise.all([bare.stop(), ours.stop(), azure.stop(), authority.close(), connector.close()]);
  }

  const rates = Object.fromEntries(
    contenders.map(({ name, spells }) => [name, spells.map((it) => it.turns / it.seconds)]),
  );
  const ratio = (name: string) =>
    median((rates[name] ?? []).map((rate, round) => rate / (rates.echo?.[round] ?? Number.NaN)));
  const figures = Object.fromEntries(
    contenders.flatMap(({ name, spells }) => [
      [`${name}TurnsPerSecond`, Math.round(median(rates[name] ?? []))],
      [
        `${name}P50Ms`,
        rounded(
          quantile(
            spells.flatMap((it) => it.latencies),
            0.5,
          ),
        ),
      ],
      [
        `${name}P99Ms`,
        rounded(
          quantile(
            spells.flatMap((it) => it.latencies),
            0.99,
          ),
        ),
      ],
    ]),
  );
  return {
    bench: 'turn',
    figures,
    ratios: { help: rounded(ratio('help')), clusterHealth: rounded(ratio('clusterHealth')) },
  };
};

function activityOf(text: string, serviceUrl: string): object {
  const { tenantId } = registration;
  const channel = '19:ops@thread.tacv2';
  return {
    type: 'message',
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    text: `<at>Watchkeeper</at> ${text}`,
    textFormat: 'plain',
    locale: 'en-GB',
    from: { id: '29:ann', name: 'Ann', aadObjectId: 'a0000000-0000-4000-8000-00000000000a' },
    recipient: { id: `28:${registration.appId}`, name: 'Watchkeeper' },
    conversation: { id: `${channel};messageid=${Date.now()}`, conversationType: 'channel', isGroup: true, tenantId },
    channelData: { tenant: { id: tenantId }, team: { id: '19:team@thread.tacv2' }, channel: { id: channel } },
    entities: [
      {
        type: 'mention',
        text: '<at>Watchkeeper</at>',
        mentioned: { id: `28:${registration.appId}`, name: 'Watchkeeper' },
      },
    ],
  };
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function median(values: number[]): number {
  return quantile(values, 0.5);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
