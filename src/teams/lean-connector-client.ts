import { type AppCredentials, ConnectorClient } from 'botframework-connector';
import { abortable } from '../azure/abortable.ts';
import { UpstreamError } from '../errors.ts';
import { sendJson } from './send-json.ts';

type Credentials = ConstructorParameters<typeof ConnectorClient>[0];
type Send = ConnectorClient['sendOperationRequest'];

/** How long the bot's identity may take to give a token, in milliseconds. */
const tokenMs = 10_000;

/**
 * botbuilder's connector client with a short way out for what the bot sends: no serializer, no pipeline and none of its
 * silent retries, which would post a message twice; the messenger decides what is tried again.
 */
export class LeanConnectorClient extends ConnectorClient {
  readonly #serviceUrl: string;
  readonly #tokenMs: number;

  constructor(credentials: Credentials, serviceUrl: string, longest = tokenMs) {
    super(credentials, { baseUri: serviceUrl });
    this.#serviceUrl = serviceUrl.replace(/\/+$/, '');
    this.#tokenMs = longest;
  }

  override async sendOperationRequest(...[values, operation, callback]: Parameters<Send>): ReturnType<Send> {
    if (!operation.requestBody || !operation.path) return super.sendOperationRequest(values, operation, callback);
    const given: Record<string, unknown> = { ...values };
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given[name])));
    const answer = await sendJson({
      method: operation.httpMethod,
      url: `${this.#serviceUrl}/${path}`,
      body: given.activity ?? given.parameters,
      authorization: await this.#authorization(),
    });
    return answer as Awaited<ReturnType<Send>>;
  }

  async #authorization(): Promise<string | undefined> {
    const credentials = this.credentials as Partial<Pick<AppCredentials, 'appId' | 'getToken'>>;
    if (!credentials.appId || !credentials.getToken) return undefined;
    try {
      return `Bearer ${await abortable(credentials.getToken(), AbortSignal.timeout(this.#tokenMs))}`;
    } catch (cause) {
      throw new UpstreamError('Teams', 'unauthorized', 'The bot got no token for Teams from its identity.', { cause });
    }
  }
}
