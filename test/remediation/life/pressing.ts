import type { ChangePerson } from '../../../src/model/remediation.ts';
import { registered } from './changing-bot.ts';
import { conversation } from './started-work.ts';

let sent = 0;

/** A press as Teams sends it: of one person, in the channel of these tests unless another is said. */
export function pressOf(
  by: Pick<ChangePerson, 'objectId' | 'teamsId' | 'name'>,
  verb: string,
  data: unknown,
  o: { serviceUrl: string; channel?: string; tenant?: string; id?: string; trigger?: 'manual' | 'automatic' },
): Record<string, unknown> {
  const { channel = conversation, tenant = registered.tenant, id = `press-${++sent}`, trigger = 'manual' } = o;
  return {
    ...{ type: 'invoke', name: 'adaptiveCard/action', id, channelId: 'msteams', serviceUrl: o.serviceUrl },
    replyToId: 'posted-1',
    value: { action: { type: 'Action.Execute', verb, data }, trigger },
    from: { id: by.teamsId, name: by.name, ...(by.objectId !== '' && { aadObjectId: by.objectId }) },
    recipient: { id: '28:bot', name: 'Watchkeeper' },
    conversation: { id: `${channel};messageid=42`, conversationType: 'channel', isGroup: true, tenantId: tenant },
    channelData: { tenant: { id: tenant }, team: { id: '19:team@thread.tacv2' }, channel: { id: channel } },
  };
}

/** Posts it; answers the status, and the words to who pressed where there are any ('' for a card). */
export async function post(
  url: string,
  activity: object,
  authorization?: string,
): Promise<{ status: number; words: string }> {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
    body: JSON.stringify(activity),
  });
  const text = await response.text();
  if (text === '') return { status: response.status, words: '' };
  const { value } = JSON.parse(text) as { value?: unknown };
  return { status: response.status, words: typeof value === 'string' ? value : '' };
}
