import { DefaultAzureCredential } from '@azure/identity';
import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { ConfigError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { productionTrust } from '../teams/trust.ts';
import { createLogger } from '../telemetry.ts';

try {
  const config = readConfig(process.env);
  const log = createLogger(config.log);
  const app = await createApp(config, {
    credential: new DefaultAzureCredential(),
    clock: systemClock,
    trust: productionTrust(config.teams.tenantId),
    log,
  });
  const { url } = await app.listen();
  log.info({ url }, 'listening');

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      app.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'stopped in disorder');
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(
    `Watchkeeper cannot start. ${error.message}\n\nThe README tells what each setting means. To try it on this machine without any: npm run lab\n`,
  );
  process.exit(1);
}
