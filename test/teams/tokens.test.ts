import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AuthenticationConstants, EmulatorValidation, SkillValidation } from 'botframework-connector';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { said } from './activities.ts';
import { type BotUnderTest, ids, startBot } from './bot-under-test.ts';
import { startTokenAuthority, type TokenAuthority } from './token-authority.ts';

describe('a token', () => {
  let authority: TokenAuthority;
  let bot: BotUnderTest;
  let channel: { iss: string; aud: string; serviceurl: string };
  beforeEach(async () => {
    authority = await startTokenAuthority();
    vi.stubEnv('IDENTITY_ENDPOINT', authority.identityEndpoint);
    vi.stubEnv('IDENTITY_HEADER', 'secret');
    // botbuilder writes refused signatures to the console by itself.
    vi.spyOn(console, 'error').mockReturnValue(undefined);
    bot = await startBot({ trust: { anonymous: false, openIdMetadataUrl: authority.openIdMetadataUrl } });
    channel = { iss: AuthenticationConstants.ToBotFromChannelTokenIssuer, aud: ids.app, serviceurl: bot.connector.url };
  });
  afterEach(async () => {
    await bot.close();
    await authority.close();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  async function refused(authorization: string | undefined, activity = said('help')) {
    const response = await bot.send(activity, authorization ? { authorization } : {});
    expect(await response.text()).toBe('');
    expect(bot.asked).toEqual([]);
    expect(bot.connector.calls).toEqual([]);
    return response.status;
  }

  it('of the channel lets the activity in, and the answer carries the token of the bot', async () => {
    const response = await bot.send(said('help'), { authorization: await authority.bearer(channel) });

    expect(response.status).toBe(200);
    expect(bot.connector.calls[0]?.authorization).toBe('Bearer token-of-the-bot');
  });

  it('is needed', async () => {
    expect(await refused(undefined)).toBe(401);
    expect(await refused('Bearer nonsense')).toBe(401);
    expect(await refused('Basic dXNlcjpwYXNz')).toBe(401);
  });

  it('signed by another key is refused', async () => {
    expect(await refused(await authority.bearer(channel, { forged: true }))).toBe(401);
  });

  it('signed with the public key as a shared secret is refused', async () => {
    const secret = new TextEncoder().encode('a secret that is long enough for HS256');
    const token = await new SignJWT(channel)
      .setProtectedHeader({ alg: 'HS256', kid: 'test-key' })
      .setExpirationTime('1h')
      .sign(secret);

    expect(await refused(`Bearer ${token}`)).toBe(401);
  });

  it('that is not signed at all is refused', async () => {
    const encode = (it: object) => Buffer.from(JSON.stringify(it)).toString('base64url');

    expect(await refused(`Bearer ${encode({ alg: 'none' })}.${encode(channel)}.`)).toBe(401);
  });

  it('that cannot be checked in time is no reason to wait for ever', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const openIdMetadataUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    const waiting = await startBot({ trust: { anonymous: false, openIdMetadataUrl } });
    const authorization = await authority.bearer({ ...channel, serviceurl: waiting.connector.url });

    const response = waiting.send(said('help'), { authorization });
    await waiting.clock.waitsFor(8_000);
    await waiting.clock.advance(8_000);

    expect((await response).status).toBe(503);
    expect(waiting.asked).toEqual([]);
    silent.closeAllConnections();
    silent.close();
    await waiting.close();
  });

  it('that has expired is refused', async () => {
    expect(await refused(await authority.bearer(channel, { expires: '-10m' }))).toBe(401);
  });

  it('for another bot is refused', async () => {
    expect(await refused(await authority.bearer({ ...channel, aud: 'another-bot' }))).toBe(401);
  });

  it('for another service URL than the activity names is refused', async () => {
    expect(await refused(await authority.bearer({ ...channel, serviceurl: 'http://127.0.0.1:1' }))).toBe(401);
  });

  it.each(['directline', 'emulator', 'AseChannel', 'unknown'])(
    'of the channel does not open the channel "%s"',
    async (channelId) => {
      expect(await refused(await authority.bearer(channel), said('help', { channelId }))).toBe(403);
    },
  );

  it.each([
    [
      'of a foreign tenant',
      { iss: 'https://sts.windows.net/0badbad0-0000-4000-8000-000000000000/', ver: '1.0', appid: ids.app },
    ],
    ['of the own tenant', { iss: `https://login.microsoftonline.com/${ids.tenant}/v2.0`, ver: '2.0', azp: ids.app }],
    [
      'of the emulator',
      { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', ver: '1.0', appid: ids.app },
    ],
    ['of a name like the channel', { iss: 'https://api.botframework.com.evil.test' }],
    ['that says it is of the channel', {}],
    ['of a skill that says it is of the channel', { tid: undefined, ver: '1.0', appid: 'skill' }],
  ])('of Entra %s is refused before botbuilder looks at it', async (_, claims) => {
    const looked = vi.spyOn(EmulatorValidation, 'isTokenFromEmulator');
    const asSkill = vi.spyOn(SkillValidation, 'isSkillToken');

    const status = await refused(await authority.bearer({ ...channel, tid: ids.tenant, ...claims }));

    expect(status).toBe(401);
    expect(looked).not.toHaveBeenCalled();
    expect(asSkill).not.toHaveBeenCalled();
  });
});
