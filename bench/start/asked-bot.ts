import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// As src/main.ts does: what was compiled at an earlier start is kept.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/watchkeeper', import.meta.url)));
const { createApp } = await import('../../src/app.ts');
const { configSchema } = await import('../../src/config.ts');
const { labCredential } = await import('../../src/lab/azure/lab-token.ts');
const { labTransport } = await import('../../src/lab/azure/lab-transport.ts');
const { systemClock } = await import('../../src/model/clock.ts');

// The app alone in its process, as production runs it; only its Azure is elsewhere.
const app = await createApp(
  configSchema.parse({
    teams: { appId: '00000000-0000-4000-8000-00000000b075', appType: 'UserAssignedMSI', tenantId: 'any' },
    server: { host: '127.0.0.1', port: 0 },
    store: { path: process.env.STORE ?? '' },
    log: { level: 'warn' },
  }),
  {
    credential: labCredential,
    clock: systemClock,
    transport: labTransport(process.env.AZURE ?? ''),
    trust: { tenantId: 'any', serviceUrls: ['http://127.0.0.1:*'], anonymous: true, unknownPerson: 'operator' },
  },
);
console.log(JSON.stringify({ url: (await app.listen()).url }));
