import type { StoreConfig } from '../../../src/store/open-store.ts';
import { startRecordingConnector } from '../../teams/recording-connector.ts';
import { person, policyOf } from '../policy/some-policy.ts';
import { type ChangingBot, startChangingBot } from './changing-bot.ts';
import { addTo, countedWorld } from './counted.ts';
import { keptChange } from './kept-change.ts';
import { post, pressOf } from './pressing.ts';

/** What came of many approvals of one change at the same time. */
export interface Rush {
  /** How often the change was written to the world. */
  runs: number;
  approvals: number;
  state: string;
  /** How many presses were answered, and what those were told that were not taken. */
  answered: number;
  refusals: Record<string, number>;
  /** Lines of the audit that say that it was approved, or was begun. */
  lines: Record<string, number>;
}

/** So many people approve one change at once, some of them twice, at one bot or at several over one database. */
export async function rushOfApprovals(o: {
  store: StoreConfig;
  replicas: number;
  people: number;
  /** So many of them press a second time. */
  twice: number;
  approvals?: number;
}): Promise<Rush> {
  const world = countedWorld();
  const connector = await startRecordingConnector();
  const approvers = Array.from({ length: o.people }, (_, n) => person(100 + n));
  const settings = {
    ...{ store: o.store, action: addTo(world, { everyMs: 50 }) },
    people: { operator: [person(1).objectId], approver: approvers.map(({ objectId }) => objectId) },
    policy: policyOf({ name: 'all', terms: { approvals: o.approvals ?? 1 } }),
  };
  const bots: ChangingBot[] = [];
  try {
    for (let n = 0; n < o.replicas; n++) bots.push(await startChangingBot(settings));
    const [first] = bots as [ChangingBot];
    const now = new Date();
    const { number } = await keptChange(first.store, 'a', now);
    const [id = ''] = await first.store.preparePresses(
      [{ verb: 'approve', input: { change: number, round: 1 }, replaces: true }],
      now,
    );
    // The same one presses twice as well: two activities, at two replicas where there are two.
    const pressed = [...approvers, ...approvers.slice(0, o.twice)].map((by, n) => {
      const activity = pressOf(by, 'approve', { id }, { serviceUrl: connector.url });
      return post(bots[n % bots.length]?.url ?? '', activity);
    });
    const answers = await Promise.all(pressed);
    const over = await ended(first, number);
    const audit = await first.store.auditTail(2_000);
    return {
      ...{ runs: world.made.length, state: over.state },
      approvals: over.decisions.length,
      answered: answers.filter(({ status }) => status === 200).length,
      refusals: counts(audit.flatMap(({ outcome, authority = '' }) => (outcome === 'refused' ? [authority] : []))),
      lines: counts(audit.flatMap(({ what }) => (what.startsWith('change:') ? [what] : []))),
    };
  } finally {
    for (const bot of bots) await bot.close();
    await connector.close();
  }
}

async function ended({ store }: ChangingBot, number: number) {
  for (;;) {
    const it = await store.remediations.remediation(number);
    if (it?.state === 'succeeded' || it?.state === 'failed') return it;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function counts(words: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const word of words) counted[word] = (counted[word] ?? 0) + 1;
  return counted;
}
