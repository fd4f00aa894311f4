import { randomUUID } from 'node:crypto';
import { channels, team } from './channels.ts';
import { type Mention, mentionedAccount } from './mention.ts';
import { botAccount, labTenantId, type Person } from './people.ts';
import type { Post } from './post.ts';

/** Who does what where, for an activity on its way to the bot. */
export interface Act {
  person: Person;
  serviceUrl: string;
  now: Date;
  conversationId: string;
  rootId: string;
}

/** The activity that Teams sends for a typed message; whom it mentions stands in it between at-tags, with an entity each. */
export function messageActivity(act: Act, post: Post, people: readonly Person[]): Record<string, unknown> {
  const words = post.text ?? '';
  const head: Mention[] = post.mention ? [{ id: 'bot', name: botAccount.name }] : [];
  const inText = (post.mentions ?? []).filter(({ name }) => words.includes(`@${name}`));
  const mentioned = [...head, ...inText].flatMap((mention) => {
    const account = mentionedAccount(mention.id, people);
    return account ? [{ ...mention, account, at: `<at>${mention.name}</at>` }] : [];
  });
  const tagged = inText.reduce((text, { name }) => text.replaceAll(`@${name}`, `<at>${name}</at>`), words);
  const span = (name: string, index: number) =>
    `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${index}">${escapeHtml(name)}</span>`;
  const html = inText.reduce(
    (text, { name }, index) => text.replaceAll(`@${escapeHtml(name)}`, span(name, head.length + index)),
    escapeHtml(words),
  );
  return {
    ...envelope(act),
    type: 'message',
    id: post.id,
    text: [...head.map(({ name }) => `<at>${name}</at>`), tagged].join(' '),
    textFormat: 'plain',
    attachments: [
      {
        contentType: 'text/html',
        content: `<p>${[...head.map(({ name }) => span(name, 0)), html].join('&nbsp;')}</p>`,
      },
    ],
    entities: [...mentioned.map(({ account, at }) => ({ type: 'mention', mentioned: account, text: at })), clientInfo],
  };
}

/** The activity that Teams sends for a pressed Action.Execute, or an automatic refresh. */
export function invokeActivity(
  act: Act,
  pressed: { replyToId: string; action: unknown; trigger: string },
): Record<string, unknown> {
  return {
    ...envelope(act),
    type: 'invoke',
    id: `f:${randomUUID()}`,
    name: 'adaptiveCard/action',
    replyToId: pressed.replyToId,
    value: { action: pressed.action, trigger: pressed.trigger },
    entities: [clientInfo],
  };
}

const clientInfo = { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Etc/UTC' };

function envelope({ person, serviceUrl, now, conversationId, rootId }: Act): Record<string, unknown> {
  const channel = channels.find((it) => it.id === conversationId);
  return {
    channelId: 'msteams',
    serviceUrl,
    timestamp: now.toISOString(),
    localTimestamp: now.toISOString(),
    localTimezone: 'Etc/UTC',
    locale: 'en-GB',
    from: { id: person.teamsId, name: person.name, aadObjectId: person.objectId },
    recipient: botAccount,
    conversation: channel
      ? { isGroup: true, conversationType: 'channel', tenantId: labTenantId, id: `${channel.id};messageid=${rootId}` }
      : { conversationType: 'personal', tenantId: labTenantId, id: conversationId },
    channelData: {
      tenant: { id: labTenantId },
      ...(channel
        ? { teamsChannelId: channel.id, teamsTeamId: team.id, channel: { id: channel.id }, team: { id: team.id } }
        : {}),
    },
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
