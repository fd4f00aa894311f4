import type { Store } from '../store/store.ts';
import type { TeamsActivity } from './activity.ts';
import { placeOf } from './place-of.ts';

const known = 10_000;

/**
 * Remembers every conversation that the bot hears of, with its newest service URL, so that it can write there later.
 * True when the bot was just added to it and has not greeted yet.
 */
export function acquaintance(store: Store): (activity: TeamsActivity, at: Date) => Promise<boolean> {
  // What this process has noted already is not written again with every question.
  const noted = new Map<string, string>();
  const met = new Set<string>();

  /** Teams refreshes cards by themselves for those whose ids stand on them. */
  async function meet(
    { from }: TeamsActivity,
    place: { tenantId: string; conversationId: string },
    at: Date,
  ): Promise<void> {
    const who = `${place.conversationId}/${from.id}`;
    if (!from.aadObjectId || met.has(who)) return;
    await store.rememberPerson({ ...place, teamsId: from.id }, at);
    if (met.size >= known) met.clear();
    met.add(who);
  }

  return async (activity, at) => {
    const { tenantId, kind, channelId } = placeOf(activity);
    const key = `${tenantId}/${channelId}`;
    const added = wasAdded(activity);
    const botId = activity.recipient.id;
    const newest = `${activity.serviceUrl} ${botId}`;
    if (noted.get(key) !== newest) {
      const teamId = activity.channelData?.team?.id;
      const ref = {
        tenantId,
        conversationId: channelId,
        serviceUrl: activity.serviceUrl,
        kind,
        botId,
        ...(teamId && { teamId }),
      };
      await store.rememberConversation(ref, at);
      if (noted.size >= known) noted.clear();
      noted.set(key, newest);
    }
    await meet(activity, { tenantId, conversationId: channelId }, at);
    // Who is heard from there can be told something there again.
    if ((await store.outbox.brokenWhy(tenantId, channelId)) !== undefined) await store.outbox.mend(tenantId, channelId);
    // Teams tells of an installation twice: as installationUpdate and as conversationUpdate.
    return added && (await store.firstSight(`greeted/${key}`, at));
  };
}

function wasAdded(activity: TeamsActivity): boolean {
  if (activity.type === 'installationUpdate') return activity.action?.startsWith('add') ?? false;
  if (activity.type !== 'conversationUpdate') return false;
  return (activity.membersAdded ?? []).some((member) => member.id === activity.recipient.id);
}
