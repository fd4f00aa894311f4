import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { AuthenticationConstants } from 'botframework-connector';
import restify from 'restify';
import { registration } from './registration.ts';
import { serveParent } from './serve-parent.ts';

// The echo bot of botbuilder's own samples, as they write it, with the same registration and the same token check.
const credentials = new ConfigurationServiceClientCredentialFactory({
  MicrosoftAppId: registration.appId,
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppTenantId: registration.tenantId,
});
const { ToChannelFromBotLoginUrl, ToChannelFromBotOAuthScope, ToBotFromChannelTokenIssuer, OAuthUrl } =
  AuthenticationConstants;
const authentication = new ConfigurationBotFrameworkAuthentication(
  {
    ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer,
    OAuthUrl,
    ToBotFromChannelOpenIdMetadataUrl: process.env.OPENID_METADATA ?? '',
    ValidateAuthority: true,
  },
  credentials,
);
const adapter = new CloudAdapter(authentication);
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await context.sendActivity(`Echo: ${context.activity.text}`);
  await next();
});

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  await adapter.process(request as Parameters<typeof adapter.process>[0], response, (context) => bot.run(context));
});
server.listen(0, '127.0.0.1', () => serveParent(server.url));
