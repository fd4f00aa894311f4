import { gapOf } from '../../azure/gap.ts';
import { createQueryLimit } from '../../azure/query-limit.ts';
import { subscriptionsOf } from '../../azure/subscriptions-of.ts';
import { UpstreamError } from '../../errors.ts';
import { readRows } from '../../incidents/defender/read-rows.ts';
import type { Alert } from '../../model/alert.ts';
import type { Gap } from '../../model/gap.ts';
import type { Context } from '../command.ts';

/** An alert, with its incident where it has one, and when it was heard of where it is stored. */
export type KnownSecurityAlert = Alert & { incident?: number; heardAt?: Date };

/** Alerts of Defender that are not over, and where they come from. */
export interface FoundAlerts {
  alerts: KnownSecurityAlert[];
  from: { stored: boolean; at?: Date | undefined };
  gaps: Gap[];
}

/** More are not looked through. */
const mostStored = 2_000;
const atOnce = 8;

/** What the sources told, each alert once; where they told of nothing, Defender for Cloud is asked. */
export async function storedOrAsked(context: Context): Promise<FoundAlerts> {
  const { store } = context;
  const stored = await store.incidents.securityAlerts({ limit: mostStored });
  const at = await store.incidents.readAt('defender');
  if (stored.length === 0 && at === undefined) return askedAlerts(context);
  // The export and the poll tell of the same alert.
  return { alerts: [...new Map(stored.map((it) => [it.identity, it])).values()], from: { stored: true, at }, gaps: [] };
}

/** The same as Defender for Cloud gives them now, over all subscriptions that have a cluster or a registry; `all`: also those that are over. */
export async function askedAlerts(
  { azure, clock, signal }: Context,
  { all = false }: { all?: boolean } = {},
): Promise<FoundAlerts> {
  const gaps: Gap[] = [];
  const from = { stored: false };
  let asked: string[];
  try {
    asked = await subscriptionsOf(azure);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { alerts: [], from, gaps: [gapOf(error, 'the subscriptions with clusters')] };
  }
  const limit = createQueryLimit(atOnce);
  const answers = await Promise.all(
    asked.map(async (id) => {
      try {
        return readRows(await limit.run(signal, () => azure.defender.alertRows(id)), {
          now: clock.now(),
          subscription: id,
        });
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return { found: [], gap: gapOf(error, `security alerts of subscription ${id}`) };
      }
    }),
  );
  const alerts = answers.flatMap(({ found }) =>
    found.filter(({ state }) => all || state === 'open').map(({ alert }) => alert),
  );
  for (const { gap } of answers) if (gap) gaps.push(gap);
  return { alerts, from, gaps };
}
