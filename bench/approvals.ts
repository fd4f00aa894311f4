import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pressId } from '../src/store/presses.ts';
import { post, pressOf } from '../test/remediation/life/pressing.ts';
import { person } from '../test/remediation/policy/some-policy.ts';
import { startTokenAuthority } from '../test/teams/token-authority.ts';
import { quantile } from './alerts/quantile.ts';
import type { Bench } from './run.ts';
import { load, type Spell } from './turn/load.ts';
import { registration } from './turn/registration.ts';
import { startConnector } from './turn/start-connector.ts';
import { type StartedProcess, startProcess } from './turn/start-process.ts';

const pending = Number(process.env.PENDING ?? 1_000);
const rounds = Number(process.env.ROUNDS ?? 5);
const spellMs = Number(process.env.SPELL_MS ?? 2_000);
const connections = Number(process.env.CONNECTIONS ?? 8);
/** So many are approved in a round; the others wait on. */
const approvedAtOnce = 60;

/**
 * With 1,000 changes pending: from the click on Approve to its answer, which comes when the new state, its audit line and
 * its job are on disk; and automatic refreshes of cards a second. Against an invoke that botbuilder's bare bot answers
 * with one word, alternating in one run after a warm-up of each. The changes are made meanwhile, and their cards are sent.
 * PENDING, ROUNDS, SPELL_MS and CONNECTIONS are for looking closer.
 */
export const bench: Bench = async () => {
  const authority = await startTokenAuthority();
  const connector = await startConnector();
  const env = {
    ...{ OPENID_METADATA: authority.openIdMetadataUrl, IDENTITY_ENDPOINT: authority.identityEndpoint },
    ...{ IDENTITY_HEADER: 'bench', PENDING: String(pending) },
  };
  const store = join(tmpdir(), `watchkeeper-bench-${randomUUID()}.db`);
  const bare = await startProcess('../approvals/bare-invoke.ts', env);
  const ours = await startProcess('../approvals/pending-bot.ts', { ...env, STORE: store });
  const claims = { iss: 'https://api.botframework.com', aud: registration.appId, serviceurl: connector.url };
  const authorization = await authority.bearer(claims);
  const press = (verb: string, input: Record<string, unknown>, by: number, trigger: 'manual' | 'automatic') =>
    JSON.stringify(
      pressOf(
        person(by),
        verb,
        { id: pressId({ verb, input, replaces: true }) },
        { serviceUrl: connector.url, trigger },
      ),
    );
  let approved = 0;
  let looked = 0;
  // The last ones are never approved: their cards are those that are refreshed.
  const refresh = () => {
    looked += 1;
    const change = pending - (looked % Math.max(1, pending - rounds * approvedAtOnce - 100));
    return press('changes', { change }, looked % 2 === 0 ? 3 : 1, 'automatic');
  };
  const run = (bot: StartedProcess, activity: () => string, ms = spellMs) =>
    load({ url: bot.url, authorization, connections, ms, activity });
  const spells = { bare: [] as Spell[], refresh: [] as Spell[] };
  const clicks: number[] = [];
  try {
    await run(bare, refresh);
    await run(ours, refresh);
    for (let round = 1; round <= rounds; round++) {
      spells.bare.push(await run(bare, refresh));
      spells.refresh.push(await run(ours, refresh));
      for (let n = 0; n < approvedAtOnce; n++) {
        approved += 1;
        const change = approved;
        let isSent = false;
        // Other people's cards are refreshed in the same moments, one after the other.
        const activity = () => {
          if (isSent) return refresh();
          isSent = true;
          return press('approve', { change, round: 1 }, 3, 'manual');
        };
        const click = await load({ url: ours.url, authorization, connections: 1, ms: 30, activity });
        clicks.push(click.latencies[0] ?? Number.NaN);
      }
      console.error(`round ${round}: ${per(spells.refresh.at(-1))} refreshes/s, ${per(spells.bare.at(-1))} bare/s`);
    }
    // What was measured was taken: said once more, each is refused for that.
    for (const change of [1, approved]) {
      const again = JSON.parse(press('approve', { change, round: 1 }, 3, 'manual')) as object;
      const { words } = await post(ours.url, again, authorization);
      if (!words.includes('already')) throw new Error(`the approval of ${change} was not taken: ${words}`);
    }
  } finally {
    await Promise.all([bare.stop(), ours.stop(), authority.close(), connector.close()]);
  }
  const median = (values: number[]) => quantile(values, 0.5);
  const of = (them: Spell[]) => them.flatMap(({ latencies }) => latencies);
  const ratio = median(spells.refresh.map((it, n) => per(it) / per(spells.bare[n])));
  return {
    bench: 'approvals',
    figures: {
      ...{ pending, clicks: clicks.length },
      approveP50Ms: rounded(quantile(clicks, 0.5)),
      approveP95Ms: rounded(quantile(clicks, 0.95)),
      refreshesPerSecond: median(spells.refresh.map(per)),
      refreshP95Ms: rounded(quantile(of(spells.refresh), 0.95)),
      bareInvokesPerSecond: median(spells.bare.map(per)),
      bareP95Ms: rounded(quantile(of(spells.bare), 0.95)),
    },
    ratios: { refresh: rounded(ratio) },
  };
};

function per(spell: Spell | undefined): number {
  return spell ? Math.round(spell.turns / spell.seconds) : Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
