import { createHash } from 'node:crypto';
import type { Clock } from '../../model/clock.ts';
import { deliver } from './bot-line.ts';
import { channels, team } from './channels.ts';
import { botAccount, labTenantId, type Person } from './people.ts';

/** Tells the bot of the team's channels as Teams does, so that it can write there before anybody speaks. */
export async function introduce(o: {
  bot: string;
  serviceUrl: string;
  clock: Clock;
  people: readonly Person[];
}): Promise<void> {
  const [person] = o.people;
  const at = o.clock.now().toISOString();
  await Promise.all(
    channels.map(({ id, name }) =>
      deliver(o.bot, {
        type: 'conversationUpdate',
        channelId: 'msteams',
        id: `f:${createHash('sha256').update(`${id}/${at}`).digest('hex').slice(0, 32)}`,
        serviceUrl: o.serviceUrl,
        timestamp: at,
        from: { id: person?.teamsId ?? '', aadObjectId: person?.objectId },
        recipient: botAccount,
        conversation: { isGroup: true, conversationType: 'channel', tenantId: labTenantId, id },
        channelData: {
          eventType: 'channelCreated',
          channel: { id, name },
          team: { id: team.id, name: team.name },
          tenant: { id: labTenantId },
        },
      }),
    ),
  );
}
