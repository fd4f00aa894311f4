import { MicrosoftAppCredentials } from 'botframework-connector';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LeanConnectorClient } from '../../src/teams/lean-connector-client.ts';
import { type RecordingConnector, startRecordingConnector } from './recording-connector.ts';

class Credentials extends MicrosoftAppCredentials {
  override async getToken(): Promise<string> {
    if (this.appId === 'slow-identity') return new Promise(() => {});
    if (this.appId === 'without-identity') throw new Error('no managed identity endpoint');
    return 'token';
  }
}

describe('the connector client', () => {
  let connector: RecordingConnector;
  beforeEach(async () => {
    connector = await startRecordingConnector();
  });
  afterEach(() => connector.close());

  it('sends with the token of the bot, and escapes what it puts into the path', async () => {
    const client = new LeanConnectorClient(new Credentials('bot', 'secret'), `${connector.url}/emea/`);

    const sent = await client.conversations.updateActivity('19:a/b?c;messageid=1', '../1', { type: 'message' });

    expect(sent.id).toBe('message-1');
    expect(connector.calls[0]).toMatchObject({
      method: 'PUT',
      path: '/emea/v3/conversations/19%3Aa%2Fb%3Fc%3Bmessageid%3D1/activities/..%2F1',
      authorization: 'Bearer token',
      body: { type: 'message' },
    });
  });

  it('does not wait for ever for a token', async () => {
    const client = new LeanConnectorClient(new Credentials('slow-identity', 'secret'), connector.url, 20);

    const sending = client.conversations.sendToConversation('19:a', { type: 'message' });

    await expect(sending).rejects.toMatchObject({ service: 'Teams', reason: 'unauthorized' });
  });

  it('sends nothing when the bot gets no token', async () => {
    const client = new LeanConnectorClient(new Credentials('without-identity', 'secret'), connector.url);

    const sending = client.conversations.sendToConversation('19:a', { type: 'message' });

    await expect(sending).rejects.toMatchObject({ service: 'Teams', reason: 'unauthorized', retryable: false });
    expect(connector.calls).toEqual([]);
  });

  it('follows no redirect', async () => {
    connector.script({ status: 307, headers: { location: 'http://127.0.0.1:1/' } });
    const client = new LeanConnectorClient(new Credentials('bot', 'secret'), connector.url);

    const sending = client.conversations.sendToConversation('19:a', { type: 'message' });

    await expect(sending).rejects.toMatchObject({ reason: 'refused', status: 307 });
  });

  it('says that nobody is there when nobody is', async () => {
    const client = new LeanConnectorClient(new Credentials('bot', 'secret'), 'http://127.0.0.1:1');

    const sending = client.conversations.sendToConversation('19:a', { type: 'message' });

    await expect(sending).rejects.toMatchObject({ reason: 'unreachable', retryable: true });
  });
});
