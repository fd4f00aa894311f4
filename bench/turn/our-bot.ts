import { rm } from 'node:fs/promises';
import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';
import { labCredential } from '../../src/lab/azure/lab-token.ts';
import { labTransport } from '../../src/lab/azure/lab-transport.ts';
import { systemClock } from '../../src/model/clock.ts';
import { registration } from './registration.ts';
import { serveParent } from './serve-parent.ts';

const path = process.env.STORE ?? '';
const app = await createApp(
  configSchema.parse({
    teams: { ...registration, appType: 'UserAssignedMSI' },
    server: { host: '127.0.0.1', port: 0 },
    store: { path },
  }),
  {
    credential: labCredential,
    clock: systemClock,
    transport: labTransport(process.env.AZURE ?? ''),
    trust: {
      tenantId: registration.tenantId,
      serviceUrls: ['http://127.0.0.1:*'],
      openIdMetadataUrl: process.env.OPENID_METADATA ?? '',
      anonymous: false,
      unknownPerson: 'operator',
    },
  },
);
const { url } = await app.listen();
serveParent(url.replace('/api/messages', ''), async () => {
  await app.close();
  await rm(path, { force: true });
});
