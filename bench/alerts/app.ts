import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';
import { labCredential } from '../../src/lab/azure/lab-token.ts';
import { labTransport } from '../../src/lab/azure/lab-transport.ts';
import { systemClock } from '../../src/model/clock.ts';
import { serveParent } from '../turn/serve-parent.ts';

// The app alone in its process, as production runs it: its database is a file, its door asks for the secret, and it sorts.
const { STORE = '', AZURE = '', CONNECTOR = '', SECRET = '', INCIDENTS = '{}' } = process.env;
const verify = { by: 'shared-secret', variable: 'SECRET', secret: SECRET };
const app = await createApp(
  configSchema.parse({
    teams: { appId: '00000000-0000-4000-8000-00000000b075', appType: 'UserAssignedMSI', tenantId: 'any' },
    server: { host: '127.0.0.1', port: 0 },
    alerts: { sources: { alertmanager: { verify } } },
    incidents: JSON.parse(INCIDENTS),
    store: { path: STORE },
    log: { level: 'warn' },
  }),
  {
    credential: labCredential,
    clock: systemClock,
    transport: labTransport(AZURE),
    trust: { tenantId: 'any', serviceUrls: [CONNECTOR], anonymous: true },
  },
);
const { url } = await app.listen();
serveParent(url.replace('/api/messages', ''), () => app.close());
