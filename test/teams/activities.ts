import { ids } from './bot-under-test.ts';

let count = 0;

/** What Ann types into a thread of a channel, mentioning the bot. */
export function said(text: string, more: object = {}): object {
  return {
    type: 'message',
    id: `activity-${++count}`,
    channelId: 'msteams',
    text: `<at>Watchkeeper</at>&nbsp;${text}`,
    entities: [{ type: 'mention', text: '<at>Watchkeeper</at>', mentioned: { id: '28:bot', name: 'Watchkeeper' } }],
    from: { id: '29:ann', name: 'Ann', aadObjectId: 'a0000000-0000-4000-8000-00000000000a' },
    recipient: { id: '28:bot', name: 'Watchkeeper' },
    conversation: {
      id: '19:ops@thread.tacv2;messageid=42',
      conversationType: 'channel',
      isGroup: true,
      tenantId: ids.tenant,
    },
    channelData: {
      tenant: { id: ids.tenant },
      team: { id: '19:team@thread.tacv2' },
      channel: { id: '19:ops@thread.tacv2' },
    },
    ...more,
  };
}

/** Ann's press of a button on the card with the id "posted-1". */
export function pressed(value: unknown, more: object = {}): object {
  const { text: _, entities: __, ...base } = said('') as { text: string; entities: object[] };
  return { ...base, type: 'invoke', name: 'adaptiveCard/action', replyToId: 'posted-1', value, ...more };
}

/** The value of a press of a verb. */
export function execute(verb: string, data: unknown = {}, trigger = 'manual'): object {
  return { action: { type: 'Action.Execute', verb, data }, trigger };
}
