import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';
import { createLogger } from '../../src/telemetry.ts';
import { channels } from './crash-channels.ts';
import { fastClock } from './fast-clock.ts';

// The app as a process of its own, to be killed: the endpoints stand in the environment, its address goes to standard output.
const { TEAMS_URL = '', STORE_PATH, STORE_URL, CLOCK_SPEED, CLOCK_SINCE, LOG_LEVEL = 'silent' } = process.env;

const config = configSchema.parse({
  teams: { appId: '00000000-0000-4000-8000-00000000b075', appType: 'UserAssignedMSI', tenantId: 't1' },
  server: { host: '127.0.0.1', port: 0 },
  alerts: { sources: { alertmanager: {} } },
  incidents: {
    channel: channels[0],
    receivers: channels.map((channel, index) => ({ name: `team-${index}`, channel })),
    route: {
      ...{ group_by: ['group'], group_wait: '2s', group_interval: '10s' },
      routes: channels.map((_, index) => ({ receiver: `team-${index}`, matchers: [`team="${index}"`] })),
    },
    digest: { cards: 12, critical_cards: 40, window: '30s' },
  },
  store: { ...(STORE_PATH && { path: STORE_PATH }), ...(STORE_URL && { url: STORE_URL }) },
});
// Whoever started it is gone: it must not outlive the test.
process.stdin.on('end', () => process.exit(0)).resume();

const app = await createApp(config, {
  credential: { getToken: async () => null },
  clock: fastClock({ speed: Number(CLOCK_SPEED), since: Number(CLOCK_SINCE) }),
  trust: { tenantId: 't1', serviceUrls: [TEAMS_URL], anonymous: true },
  log: createLogger({ level: LOG_LEVEL as 'silent' }),
});
const { url } = await app.listen();
process.stdout.write(`${new URL(url).origin}\n`);
