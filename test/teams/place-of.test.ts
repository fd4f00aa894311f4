import { describe, expect, it } from 'vitest';
import { TeamsActivity } from '../../src/teams/activity.ts';
import { actorOf, placeOf } from '../../src/teams/place-of.ts';
import { execute, pressed, said } from './activities.ts';
import { ids } from './bot-under-test.ts';

function activity(more: object, of = said): TeamsActivity {
  return TeamsActivity.parse({ ...of('help'), serviceUrl: 'https://smba.trafficmanager.net', ...more });
}

function chat(conversation: object): object {
  return { conversation: { tenantId: ids.tenant, ...conversation }, channelData: { tenant: { id: ids.tenant } } };
}

describe('the place of an activity', () => {
  it('is the thread in a channel', () => {
    expect(placeOf(activity({}))).toMatchObject({
      kind: 'channel',
      conversationId: '19:ops@thread.tacv2;messageid=42',
      threadRootId: '42',
    });
  });

  it('is the chat with one person', () => {
    const place = placeOf(activity(chat({ id: 'a:1', conversationType: 'personal' })));

    expect(place).toEqual({ tenantId: ids.tenant, kind: 'personal', conversationId: 'a:1', channelId: 'a:1' });
  });

  it('is the chat of a group', () => {
    expect(placeOf(activity(chat({ id: '19:g@thread.v2', conversationType: 'groupChat', isGroup: true }))).kind).toBe(
      'groupChat',
    );
  });

  it('is the chat of a group when only that is said', () => {
    expect(placeOf(activity(chat({ id: '19:g@thread.v2', isGroup: true }))).kind).toBe('groupChat');
  });

  it('is the thread under the post whose button was pressed', () => {
    const conversation = { id: '19:ops@thread.tacv2', conversationType: 'channel', tenantId: ids.tenant };
    const press = pressed(execute('why'), { conversation, serviceUrl: 'https://smba.trafficmanager.net' });

    expect(placeOf(TeamsActivity.parse(press)).conversationId).toBe('19:ops@thread.tacv2;messageid=posted-1');
  });
});

describe('the actor of an activity', () => {
  it('is known by his object id', () => {
    const { objectId, teamsId, name } = actorOf(activity({}));

    expect({ objectId, teamsId, name }).toEqual({
      objectId: 'a0000000-0000-4000-8000-00000000000a',
      teamsId: '29:ann',
      name: 'Ann',
    });
  });

  it('without an object id is nobody in particular', () => {
    expect(actorOf(activity({ from: { id: '29:guest' } })).objectId).toBe('');
  });
});
