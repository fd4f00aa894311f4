import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { AuthenticationConstants } from 'botframework-connector';
import restify from 'restify';
import { registration } from '../turn/registration.ts';
import { serveParent } from '../turn/serve-parent.ts';

/** Answers every press with one word. */
class BareBot extends ActivityHandler {
  protected override async onInvokeActivity(_: TurnContext): Promise<InvokeResponse> {
    const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Done.' };
    return { status: 200, body };
  }
}

// botbuilder as its samples have it, with our registration and the same token check, and nothing behind it.
const { ToChannelFromBotLoginUrl, ToChannelFromBotOAuthScope, ToBotFromChannelTokenIssuer, OAuthUrl } =
  AuthenticationConstants;
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(
    {
      ...{ ToChannelFromBotLoginUrl, ToChannelFromBotOAuthScope, ToBotFromChannelTokenIssuer, OAuthUrl },
      ToBotFromChannelOpenIdMetadataUrl: process.env.OPENID_METADATA ?? '',
      ValidateAuthority: true,
    },
    new ConfigurationServiceClientCredentialFactory({
      MicrosoftAppId: registration.appId,
      MicrosoftAppType: 'UserAssignedMSI',
      MicrosoftAppTenantId: registration.tenantId,
    }),
  ),
);
const bot = new BareBot();

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  await adapter.process(request as Parameters<typeof adapter.process>[0], response, (context) => bot.run(context));
});
server.listen(0, '127.0.0.1', () => serveParent(server.url));
