import {
  CallerIdConstants,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import {
  AuthenticationConfiguration,
  AuthenticationError,
  BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorFactory,
  AuthenticationConstants as constants,
  type UserTokenClient,
} from 'botframework-connector';
import { channelIssuer } from './admission.ts';
import type { TeamsConfig } from './teams-config.ts';
import type { Trust } from './trust.ts';

type Incoming = Parameters<BotFrameworkAuthentication['authenticateRequest']>[0];

/** The bot's own credentials: secret or managed identity; none when trust takes anonymous requests. */
export function credentialsOf(config: TeamsConfig, trust: Trust): ConfigurationServiceClientCredentialFactory {
  // With an empty app id botbuilder neither checks nor signs; that is what anonymous means.
  if (trust.anonymous) return new ConfigurationServiceClientCredentialFactory({ MicrosoftAppId: '' });
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: config.appId,
    MicrosoftAppType: config.appType,
    MicrosoftAppTenantId: config.tenantId,
    ...(config.appPassword && { MicrosoftAppPassword: config.appPassword }),
  });
}

/** botbuilder's token check, narrowed to what Teams sends. */
export function tokenCheck(
  credentials: ConfigurationServiceClientCredentialFactory,
  trust: Trust,
): ConfigurationBotFrameworkAuthentication {
  const narrowed = new AuthenticationConfiguration(['msteams'], async (claims) => {
    if (trust.anonymous) return;
    if (claims.find((claim) => claim.type === 'iss')?.value !== channelIssuer) {
      throw new AuthenticationError('Only tokens of the channel are accepted.', 401);
    }
  });
  return new ConfigurationBotFrameworkAuthentication(
    {
      // One of them given, botbuilder takes its defaults for none: so all of the public cloud's are written out.
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: constants.ToChannelFromBotLoginUrl,
      ToChannelFromBotOAuthScope: constants.ToChannelFromBotOAuthScope,
      ToBotFromChannelTokenIssuer: channelIssuer,
      OAuthUrl: constants.OAuthUrl,
      ToBotFromChannelOpenIdMetadataUrl: trust.openIdMetadataUrl ?? constants.ToBotFromChannelOpenIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: constants.ToBotFromEmulatorOpenIdMetadataUrl,
      CallerId: CallerIdConstants.PublicAzureChannel,
    },
    credentials,
    narrowed,
  );
}

/** botbuilder builds a connector and a user token client anew for every turn; here they are built once. */
export class CachedAuthentication extends BotFrameworkAuthentication {
  readonly #check: BotFrameworkAuthentication;
  readonly #connectors: ConnectorFactory;
  #userTokens: Promise<UserTokenClient> | undefined;

  constructor(check: BotFrameworkAuthentication, connectors: ConnectorFactory) {
    super();
    this.#check = check;
    this.#connectors = connectors;
  }

  override async authenticateRequest(activity: Incoming, header: string) {
    const result = await this.#check.authenticateRequest(activity, header);
    return { ...result, connectorFactory: this.#connectors };
  }

  override async authenticateStreamingRequest(): Promise<never> {
    throw new AuthenticationError('Streaming is not offered.', 401);
  }

  override createConnectorFactory(): ConnectorFactory {
    return this.#connectors;
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokens ??= this.#check.createUserTokenClient(identity).catch((error: unknown) => {
      this.#userTokens = undefined;
      throw error;
    });
    return this.#userTokens;
  }
}
