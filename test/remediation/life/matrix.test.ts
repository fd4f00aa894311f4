import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RemediationState, remediationStates } from '../../../src/model/remediation.ts';
import type { AuditLine } from '../../../src/store/store.ts';
import { type RecordingConnector, startRecordingConnector } from '../../teams/recording-connector.ts';
import { startTokenAuthority, type TokenAuthority } from '../../teams/token-authority.ts';
import { person, policyOf } from '../policy/some-policy.ts';
import { type ChangingBot, registered, startChangingBot } from './changing-bot.ts';
import { addTo, countedWorld } from './counted.ts';
import { keptChange } from './kept-change.ts';
import { post, pressOf } from './pressing.ts';

const who = {
  asker: person(1),
  approver: person(3),
  /** In the tenant, in the channel, in no list. */
  outsider: person(8),
  /** Teams says no object id of some guests. */
  guest: { ...person(9), objectId: '' },
  /** An approver by his id, under another tenant's name. */
  stranger: { ...person(3), tenantId: '00000000-0000-4000-8000-00000000beef' },
};
type Who = keyof typeof who;
const verbs = ['approve', 'reject', 'break glass'] as const;
type Verb = (typeof verbs)[number];
const ways = ['fresh', 'expired', 'duplicate', 'replayed elsewhere', 'forged id', 'older card'] as const;
type Way = (typeof ways)[number];

const over: readonly RemediationState[] = [
  'rejected',
  'expired',
  'running',
  'succeeded',
  'failed',
  'unknown',
  'undone',
];

/** What the audit says of a press: the state that it leads to, or the word of its refusal. */
function wanted(by: Who, verb: Verb, state: RemediationState, way: Way): string {
  if (by === 'stranger') return '403';
  // A forged button means nothing: whoever pressed it is told so, and it is a failure of nobody's.
  if (way === 'forged id') return by === 'outsider' || by === 'guest' ? 'outsider' : 'stale';
  if (by === 'outsider' || by === 'guest') return 'outsider';
  if (way === 'replayed elsewhere') return 'other-conversation';
  if (way === 'older card') return 'old-card';
  if (way === 'expired' && state === 'proposed') return 'expired';
  if (over.includes(state) || (verb !== 'reject' && state !== 'proposed')) return 'over';
  if (verb === 'reject') return 'rejected';
  if (verb === 'approve') return by === 'asker' ? 'own-proposal' : 'approved';
  return by === 'asker' ? 'approved' : 'not-in-policy';
}

describe('who may say what about a change, over HTTP', () => {
  const world = countedWorld();
  let authority: TokenAuthority;
  let connector: RecordingConnector;
  let bot: ChangingBot;
  let bearer: string;
  beforeAll(async () => {
    authority = await startTokenAuthority();
    connector = await startRecordingConnector();
    const breakGlass = { who: [{ id: person(1).objectId.toLowerCase() }], reviewWithinMs: 3_600_000 };
    bot = await startChangingBot({
      ...{ store: { path: ':memory:' }, action: addTo(world), idle: true },
      people: { operator: [person(1).objectId], approver: [person(3).objectId] },
      policy: policyOf({ name: 'all', terms: { breakGlass } }),
      openIdMetadataUrl: authority.openIdMetadataUrl,
    });
    const claims = { iss: 'https://api.botframework.com', aud: registered.app, serviceurl: connector.url };
    bearer = await authority.bearer(claims);
  });
  afterAll(async () => {
    await bot.close();
    await Promise.all([connector.close(), authority.close()]);
  });

  let rows = 0;
  /** Puts a change there, presses, and reads what the audit has of it. */
  async function pressed(by: Who, verb: Verb, state: RemediationState, way: Way): Promise<string> {
    const now = new Date();
    const expiresAt = new Date(now.getTime() + (way === 'expired' ? -1 : 3_600_000));
    const round = way === 'older card' ? 2 : 1;
    const { number } = await keptChange(bot.store, `row-${++rows}`, now, { state, expiresAt, round });
    const press = { verb, input: { change: number, round: 1 }, replaces: true };
    const [id = ''] = await bot.store.preparePresses([press], now);
    const data = { id: way === 'forged id' ? `${id.slice(0, -4)}AAAA` : id, reason: 'the shop is down' };
    const { tenantId } = who[by];
    const activity = pressOf(who[by], verb, data, {
      serviceUrl: connector.url,
      ...(way === 'replayed elsewhere' && { channel: '19:other@thread.tacv2' }),
      ...(by === 'stranger' && { tenant: tenantId }),
    });
    const before = (await bot.store.auditTail(1))[0]?.requestId;
    const { status } = await post(bot.url, activity, bearer);
    if (status !== 200) return String(status);
    if (way === 'duplicate') {
      const { words } = await post(bot.url, activity, bearer);
      expect(words).toBe('Already on it.');
    }
    const isMine = ({ requestId, detail, facts }: AuditLine, index: number) =>
      way === 'forged id'
        ? index === 0 && requestId !== before
        : facts?.change === number || detail.endsWith(` ${number}`);
    let lines: AuditLine[] = [];
    // A press that means nothing is answered below, after the turn.
    while (lines.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
      lines = (await bot.store.auditTail(300)).filter(isMine);
    }
    const [line] = lines;
    const kept = await bot.store.remediations.remediation(number);
    if (line?.outcome === 'done') {
      // The second of two copies said nothing more.
      expect(kept?.decisions.filter((it) => it.by.objectId === who[by].objectId)).toHaveLength(1);
      expect(lines.filter(({ facts }) => facts?.change === number)).toHaveLength(1);
      return kept?.state ?? '';
    }
    expect(kept).toMatchObject({ state, decisions: [], version: 1 });
    if (line?.outcome === 'failed') return line.what;
    expect(line?.what).toMatch(/^refused:/);
    return line?.authority ?? '';
  }

  it.each(remediationStates)('one that is %s', async (state) => {
    const cells = (Object.keys(who) as Who[]).flatMap((by) =>
      verbs.flatMap((verb) => ways.map((way) => [by, verb, way] as const)),
    );
    const found: string[] = [];
    const tell = async ([by, verb, way]: (typeof cells)[number]) => {
      found.push(`${by} ${verb} ${way}: ${await pressed(by, verb, state, way)}`);
    };
    // What means nothing names no change by which its line could be told from another's: one after the other.
    for (const cell of cells) if (cell[2] === 'forged id') await tell(cell);
    await Promise.all(cells.filter(([, , way]) => way !== 'forged id').map(tell));

    const told = cells.map(([by, verb, way]) => `${by} ${verb} ${way}: ${wanted(by, verb, state, way)}`);
    expect(found.toSorted()).toEqual(told.toSorted());
  });

  it('takes no press without a token, and none with a forged one', async () => {
    const activity = pressOf(who.approver, 'approve', {}, { serviceUrl: connector.url });
    const claims = { iss: 'https://api.botframework.com', aud: registered.app, serviceurl: connector.url };

    expect((await post(bot.url, activity)).status).toBe(401);
    expect((await post(bot.url, activity, await authority.bearer(claims, { forged: true }))).status).toBe(401);
    expect(world.made).toEqual([]);
  });
});
