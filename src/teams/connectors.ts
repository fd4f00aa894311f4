import type { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { AuthenticationConstants, ConnectorFactory } from 'botframework-connector';
import { UpstreamError } from '../errors.ts';
import { LeanConnectorClient } from './lean-connector-client.ts';
import { isAllowedServiceUrl } from './service-url.ts';
import type { Trust } from './trust.ts';

/** One connector client for each service URL, kept for the life of the process. */
export class Connectors extends ConnectorFactory {
  readonly #clients = new Map<string, Promise<LeanConnectorClient>>();
  readonly #credentials: ConfigurationServiceClientCredentialFactory;
  readonly #appId: string;
  readonly #trust: Trust;

  constructor(credentials: ConfigurationServiceClientCredentialFactory, appId: string, trust: Trust) {
    super();
    this.#credentials = credentials;
    this.#appId = appId;
    this.#trust = trust;
  }

  /** The client for a service URL; refuses an address that is not on the list, because the bot's token would go there. */
  override create(serviceUrl: string): Promise<LeanConnectorClient> {
    if (!isAllowedServiceUrl(serviceUrl, this.#trust.serviceUrls)) {
      throw new UpstreamError('Teams', 'refused', 'The service URL is not one that answers may be sent to.');
    }
    let client = this.#clients.get(serviceUrl);
    if (!client) {
      client = this.#build(serviceUrl);
      client.catch(() => this.#clients.delete(serviceUrl));
      this.#clients.set(serviceUrl, client);
    }
    return client;
  }

  async #build(serviceUrl: string): Promise<LeanConnectorClient> {
    const { ToChannelFromBotOAuthScope: scope, ToChannelFromBotLoginUrlPrefix: login } = AuthenticationConstants;
    const credentials = await this.#credentials.createCredentials(this.#appId, scope, login, true);
    return new LeanConnectorClient(credentials, serviceUrl);
  }
}
